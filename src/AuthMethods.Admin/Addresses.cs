using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin;

/// <summary>The addresses of the pages.</summary>
internal static class Addresses
{
    public const string Home = "/console";
    public const string Users = Home + "/users";
    public const string Activity = Home + "/activity";
    public const string Bulk = Users + "/bulk";
    public const string Import = Users + "/import";

    /// <summary>Where the results on a page are sent to become a file.</summary>
    public const string Results = Users + "/results.csv";
    public const string Policies = Home + "/policies";
    public const string Campaign = Policies + "/registration-campaign";
    public const string Strengths = Policies + "/authentication-strengths";
    public const string Why = Home + "/why";
    public const string Requests = Home + "/requests";
    public const string SecurityInfo = "/security-info";

    /// <summary>Where forms that are a Graph call are sent.</summary>
    public const string Call = Home + "/call";
    public const string SignIn = Home + "/sign-in";
    public const string SessionEnded = Home + "/session-ended";
    public const string SignOut = Home + "/sign-out";
    public const string Persona = Home + "/persona";

    /// <summary>Style and script, whose names contain a hash of their text.</summary>
    public const string Files = Home + "/files";
    public const string Icon = "/favicon.ico";

    /// <summary>The page of a user. Its name is that of the directory: an id or a user principal name.</summary>
    public static string MethodsOf(string user) => $"{Users}/{Uri.EscapeDataString(user)}/authentication-methods";

    /// <summary>The latest requests as a file, by the end of its name.</summary>
    public static string RequestsFile(string kind) => $"{Requests}/requests.{kind}";

    /// <summary>The page of a configuration of the methods policy.</summary>
    public static string PolicyOf(string configuration) => $"{Policies}/{Uri.EscapeDataString(configuration)}";

    public static bool Owns(PathString path) =>
        path == "/" || path == Icon || path.StartsWithSegments(Home, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(SecurityInfo, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address of these pages that a form names as where to go on; the home page if it is another.</summary>
    public static string Local(string? address) =>
        address is { Length: > 1 } && address[0] == '/' && address[1] is not ('/' or '\\') && !address.Any(char.IsControl)
            && Owns(new PathString(address.Split('?', '#')[0])) ? address : Home;
}
