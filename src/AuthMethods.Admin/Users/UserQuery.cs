using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;

namespace AuthMethods.Admin.Users;

/// <summary>The call that lists users: Graph's users, or the registration report for what only that knows.</summary>
/// <param name="Search">What names or user principal names begin with; empty for all.</param>
/// <param name="Filter">A key of <see cref="Filters"/>; empty for none.</param>
internal sealed record UserQuery(string Search, string Filter)
{
    private const int PageSize = 25;
    private const string Details = "/v1.0/reports/authenticationMethods/userRegistrationDetails";
    private const string Properties = "id,displayName,userPrincipalName,accountEnabled,userType,onPremisesSyncEnabled,department,jobTitle";

    /// <summary>The filters by key, with what each is called and its condition. Those of the report begin with an exclamation mark.</summary>
    public static readonly (string Key, string Text, string Condition)[] Filters =
    [
        ("mfa", "MFA capable", "!isMfaCapable eq true"),
        ("no-mfa", "Not MFA capable", "!isMfaCapable eq false"),
        ("passwordless", "Passwordless capable", "!isPasswordlessCapable eq true"),
        ("administrators", "Administrators", "!isAdmin eq true"),
        ("phone", "Has a mobile phone", "!methodsRegistered/any(m:m eq 'mobilePhone')"),
        ("passkey", "Has a passkey", "!methodsRegistered/any(m:m eq 'passKeyDeviceBound')"),
        ("app", "Has an authenticator app", "!methodsRegistered/any(m:m eq 'softwareOneTimePasscode')"),
        ("synced", "Synchronized", "onPremisesSyncEnabled eq true"),
        ("guests", "Guests", "userType eq 'Guest'"),
        ("disabled", "Disabled", "accountEnabled eq false"),
    ];

    public bool IsReport => Condition.StartsWith('!');

    private string Condition => Filters.FirstOrDefault(f => f.Key == Filter).Condition ?? "";

    /// <summary>The address of the first page.</summary>
    public string Address
    {
        get
        {
            if (IsReport)
            {
                var begins = Search.Length == 0 ? "" : $" and startswith(userPrincipalName,'{Literal(Search)}')";
                return $"{Details}?$top={PageSize}&$filter={Uri.EscapeDataString(Condition[1..] + begins)}";
            }

            var words = $"\"displayName:{Quoted(Search)}\" OR \"userPrincipalName:{Quoted(Search)}\"";
            var search = Search.Length == 0 ? "" : $"&$search={Uri.EscapeDataString(words)}";
            var filter = Condition.Length == 0 ? "" : $"&$filter={Uri.EscapeDataString(Condition)}";
            return $"/v1.0/users?$count=true&$top={PageSize}&$select={Properties}{search}{filter}";
        }
    }

    /// <summary>How many users match; empty for the report, which isn't counted.</summary>
    public static string CountOf(GraphCall call) => call.Body.Text("@odata.count");

    /// <summary>Whether an address that came back is one of the lists here.</summary>
    public static bool IsList(string address) =>
        address.StartsWith("/v1.0/users?", StringComparison.Ordinal) || address.StartsWith(Details + "?", StringComparison.Ordinal);

    private static string Literal(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

/// <summary>A row of the list, from a user or from the registration report.</summary>
internal sealed record UserLine(string Id, string Name, string PrincipalName, IReadOnlyList<(string Text, bool IsBad)> Tags, string Methods)
{
    public static UserLine OfUser(JsonNode user) => new(
        user.Text("id"), user.Text("displayName"), user.Text("userPrincipalName"),
        [
            .. Tag(user.Text("accountEnabled") == "false", "Disabled", true), .. Tag(user.Text("userType") == "Guest", "Guest", false),
            .. Tag(user.Is("onPremisesSyncEnabled"), "Synchronized", false),
        ],
        string.Join(", ", new[] { user.Text("jobTitle"), user.Text("department") }.Where(t => t.Length > 0)));

    public static UserLine OfReport(JsonNode user) => new(
        user.Text("id"), user.Text("userDisplayName"), user.Text("userPrincipalName"),
        [
            .. Tag(user.Is("isMfaCapable"), "MFA capable", false), .. Tag(!user.Is("isMfaCapable"), "Not MFA capable", true),
            .. Tag(user.Is("isAdmin"), "Administrator", false),
        ],
        user["methodsRegistered"] is JsonArray methods ? string.Join(", ", methods.Select(m => Frame.MethodNames.OfReport((string)m!))) : "");

    private static IEnumerable<(string, bool)> Tag(bool applies, string text, bool isBad) => applies ? [(text, isBad)] : [];
}
