using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features;

/// <summary>Sign-in at the built-in authority with a user's name and password.</summary>
internal static class SignIns
{
    public const int WrongPassword = 50126;
    public const int PasswordMustChange = 50055;
    public const int GrantRevoked = 50173;

    public static Task<Answer> SignInAsync(this TestTenant tenant, string alias, string password = SampleTenant.Password, string scope = ".default") =>
        AskAsync(tenant, ("grant_type", "password"), ("username", tenant.Name(alias)), ("password", password), ("scope", scope));

    public static Task<Answer> RefreshAsync(this TestTenant tenant, string refreshToken) =>
        AskAsync(tenant, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    /// <summary>A client with the access token of a sign-in.</summary>
    public static HttpClient ClientOf(this TestTenant tenant, Answer signedIn) => tenant.WithToken((string)signedIn.Json["access_token"]!);

    public static string RefreshToken(this Answer signedIn) => (string)signedIn.Json["refresh_token"]!;

    /// <summary>The number after <c>AADSTS</c> in an error; null for a success.</summary>
    public static int? AadSts(this Answer answer) => (int?)answer.Json["error_codes"]?[0];

    private static Task<Answer> AskAsync(TestTenant tenant, params (string Name, string Value)[] fields)
    {
        var form = fields.Append(("client_id", SampleTenant.AdminTools.ToString())).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}");
        return tenant.Server.Client()
            .AnswerAsync(HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/token", string.Join('&', form), "application/x-www-form-urlencoded");
    }
}
