using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using AuthMethods.Admin.Frame;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Activity;

/// <summary>A part of the page: reports that share their fields.</summary>
/// <param name="Key">Its name in addresses; empty for the first.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Fields">What the rows are chosen by.</param>
/// <param name="Reports">The reports.</param>
public sealed record Tab(string Key, string Title, IReadOnlyList<Field> Fields, IReadOnlyList<Report> Reports)
{
    /// <summary>The name of the field with the next page of a list.</summary>
    public const string Next = "next";

    private const string Root = "reports/authenticationMethods";
    private const string Included = "(includedUserTypes='{types}',includedUserRoles='{roles}')";

    private static readonly string[] Categories =
    [
        "AdministrativeUnit", "ApplicationManagement", "Device", "DirectoryManagement", "GroupManagement", "KeyManagement", "Policy", "RoleManagement",
        "UserManagement",
    ];

    public static readonly IReadOnlyList<Tab> All =
    [
        new("", "Registration",
            [
                Choice("types", "User type", ("all", "All users"), ("member", "Members"), ("guest", "Guests")),
                Choice(
                    "roles", "User role", ("all", "All"), ("privilegedAdmin", "Privileged administrators"), ("admin", "Administrators"), ("user", "Users")),
            ],
            [
                new("features", "Users capable of authentication features", $"/v1.0/{Root}/usersRegisteredByFeature{Included}",
                    [Text("Feature", row => FeatureNames.Of(row.Text("feature"))), Number("Users", "userCount")])
                    { Unit = "users", Property = "userRegistrationFeatureCounts" },
                new("methods", "Users registered by authentication method", $"/v1.0/{Root}/usersRegisteredByMethod{Included}",
                    [Text("Authentication method", row => MethodNames.OfReport(row.Text("authenticationMethod"))), Number("Users", "userCount")])
                    { Unit = "users", Property = "userRegistrationMethodCounts" },
            ]),
        new("usage", "Usage",
            [Choice("period", "Date range", ("d30", "Last 30 days"), ("d7", "Last 7 days"), ("d1", "Last 24 hours"))],
            [
                new("sign-ins", "Sign-ins by authentication method", $"/beta/{Root}/userSignInsByAuthMethodSummary(period='{{period}}')",
                    [Text("Authentication method", row => MethodNames.OfReport(row.Text("authenticationMethod"))), Number("Sign-ins", "successActivityCount")])
                    { Unit = "sign-ins" },
                new("registrations", "Recent registrations by authentication method", $"/beta/{Root}/userRegistrationActivity(period='{{period}}')",
                    [Text("Authentication method", row => MethodNames.OfReport(row.Text("authMethod"))), Number("Registrations", "successfulActivityCount")])
                    { Unit = "registrations" },
                new("factors", "Sign-ins by authentication requirement", $"/beta/{Root}/userMfaSignInSummary",
                    [
                        Day("createdDateTime"), Number("Single-factor", "singleFactorSignIns"), Number("Multifactor", "multiFactorSignIns"),
                        Number("All", "totalSignIns"),
                    ]),
                new("passwords", "Password changes and resets", $"/beta/{Root}/userPasswordResetsAndChangesSummary",
                    [
                        Day("aggregatedDateTime"), Number("Changed by users", "changePasswordSelfServiceCount"),
                        Number("Reset by administrators", "passwordResetsByAdminCount"), Number("Reset by users", "passwordResetsSelfServiceCount"),
                    ]),
            ]),
        new("registration-details", "User registration details",
            [
                Begins("user", "User principal name", "userPrincipalName"), YesOrNo("mfa", "Multifactor authentication capable", "isMfaCapable"),
                YesOrNo("passwordless", "Passwordless capable", "isPasswordlessCapable"), YesOrNo("sspr", "SSPR registered", "isSsprRegistered"),
                YesOrNo("administrator", "Administrator", "isAdmin"),
            ],
            [
                new("registration-details", "User registration details", $"/v1.0/{Root}/userRegistrationDetails",
                    [
                        Text("User", row => row.Text("userDisplayName")) with
                        {
                            Link = row => Addresses.MethodsOf(row.Text("id")), Below = row => row.Text("userPrincipalName"),
                        },
                        Text("User principal name", row => row.Text("userPrincipalName")) with { IsExportOnly = true },
                        Capable("Multifactor authentication capable", "isMfaCapable"),
                        Capable("Passwordless capable", "isPasswordlessCapable"), Plain("SSPR registered", "isSsprRegistered"),
                        Plain("SSPR enabled", "isSsprEnabled") with { IsExportOnly = true },
                        Plain("SSPR capable", "isSsprCapable") with { IsExportOnly = true },
                        Plain("Administrator", "isAdmin") with { IsExportOnly = true },
                        Text("Methods registered", row => Joined(row["methodsRegistered"], MethodNames.OfReport)),
                        Text("Default method", row => row.Text("defaultMfaMethod")) with { IsExportOnly = true },
                        Text("User type", row => row.Text("userType")) with { IsExportOnly = true },
                    ]) { IsPaged = true },
            ]),
        new("registration-events", "Registration and reset events",
            [Begins("user", "User principal name", "userPrincipalName"), Begins("name", "User", "userDisplayName")],
            [
                new("registration-events", "Registration and reset events", $"/beta/{Root}/userEventsSummary",
                    [
                        Time("eventDateTime"), Text("User", row => row.Text("userDisplayName")) with
                        {
                            Link = row => Addresses.MethodsOf(row.Text("userPrincipalName")), Below = row => row.Text("userPrincipalName"),
                        },
                        Text("User principal name", row => row.Text("userPrincipalName")) with { IsExportOnly = true },
                        Text("Method used", row => MethodNames.OfReport(row.Text("authMethod"))),
                        Text("Activity", row => row.Text("feature")),
                        Text("Status", row => row.Is("isSuccess") ? "Success" : "Failure") with { IsGood = row => row.Is("isSuccess") },
                    ]) { IsPaged = true },
            ]),
        new("sign-ins", "Sign-in logs",
            [
                .. Dates("createdDateTime"), Begins("user", "User principal name", "userPrincipalName"), Begins("application", "Application", "appDisplayName"),
                new("status", "Status")
                {
                    Choices = [("", "All"), ("eq", "Success"), ("ne", "Failure")], Condition = value => $"status/errorCode {value} 0",
                },
                new("kind", "Sign-ins")
                {
                    Choices =
                    [
                        ("", "All"), ("interactiveUser", "User, interactive"), ("nonInteractiveUser", "User, non-interactive"),
                        ("servicePrincipal", "Service principal"),
                    ],
                    Condition = value => $"signInEventTypes/any(t:t eq '{value}')",
                },
                Begins("address", "IP address", "ipAddress"),
            ],
            [
                new("sign-ins", "Sign-in logs", "/beta/auditLogs/signIns",
                    [
                        Time("createdDateTime"),
                        Text("User", row => row.Text("userPrincipalName") is { Length: > 0 } name ? name : row.Text("servicePrincipalName")) with
                        {
                            Link = row => Guid.TryParse(row.Text("userId"), out var id) && id != Guid.Empty ? Addresses.MethodsOf($"{id}") : null,
                        },
                        Text("Application", row => row.Text("appDisplayName")),
                        Text("Status", row => IsGood(row) ? "Success" : "Failure") with { IsGood = IsGood },
                        Text("Failure reason", row => IsGood(row) ? "" : $"{row["status"].Text("errorCode")} {row["status"].Text("failureReason")}"),
                        Text("Methods", row => Joined(row["authenticationMethodsUsed"], method => method)),
                        Text("Authentication requirement", row => row.Text("authenticationRequirement")) with { IsExportOnly = true },
                        Text("Request ID", row => row.Text("id")) with { IsExportOnly = true }, Text("IP address", row => row.Text("ipAddress")),
                        Text("Browser", row => row["deviceDetail"].Text("browser")) with { IsExportOnly = true },
                    ]) { IsPaged = true },
            ]),
        new("audit-logs", "Audit logs",
            [
                .. Dates("activityDateTime"), Begins("activity", "Activity", "activityDisplayName"),
                new("category", "Category")
                {
                    Choices = [("", "All"), .. Categories.Select(category => (category, category))],
                    Condition = value => $"category eq '{value}'",
                },
                new("target", "Target") { Condition = Target }, Begins("by", "Initiated by (actor)", "initiatedBy/user/userPrincipalName"),
            ],
            [
                new("audit-logs", "Audit logs", "/v1.0/auditLogs/directoryAudits",
                    [
                        Time("activityDateTime"), Text("Activity", row => row.Text("activityDisplayName")), Text("Category", row => row.Text("category")),
                        Text("Status", row => row.Text("result") == "success" ? "Success" : "Failure") with { IsGood = row => row.Text("result") == "success" },
                        Text("Target(s)", AuditTable.Targets) with { Link = UserOf }, Text("Initiated by (actor)", AuditTable.By),
                        Text("Reason", row => row.Text("resultReason")) with { IsExportOnly = true },
                        Text("Service", row => row.Text("loggedByService")) with { IsExportOnly = true },
                        Text("Correlation ID", row => row.Text("correlationId")) with { IsExportOnly = true },
                    ]) { IsPaged = true },
            ]),
    ];

    public string Address => Key.Length == 0 ? Addresses.Activity : $"{Addresses.Activity}/{Key}";

    /// <summary>The address of a page, or of a file, with what is entered in the fields.</summary>
    public string With(IQueryCollection sent, string? next = null, Report? file = null)
    {
        var query = Fields.Select(field => (field.Name, Value: field.ValueOf(sent))).Where(field => field.Value.Length > 0)
            .Aggregate(QueryString.Empty, (text, field) => text.Add(field.Name, field.Value));
        var address = file is null ? Address : $"{Addresses.Activity}/{(Key.Length == 0 ? "registration" : Key)}/{file.Key}.csv";
        return address + (next is null ? query : query.Add(Next, next));
    }

    public static Tab? Of(string? key) => All.FirstOrDefault(tab => tab.Key == (key is null or "registration" ? "" : key));

    private static Column Text(string title, Func<JsonNode, string> text) => new(title, text);

    private static Column Plain(string title, string property) => new(title, row => row.Is(property) ? "Yes" : "No");

    private static Column Capable(string title, string property) =>
        new(title, row => row.Is(property) ? "Capable" : "Not capable") { IsGood = row => row.Is(property) };

    private static Column Number(string title, string property) => new(title, row => row.Text(property)) { IsNumber = true };

    private static Column Time(string property) => new("Date (UTC)", row => row.Time(property)) { IsNumber = true };

    private static Column Day(string property) => new("Day", row => row.Time(property).Split(' ')[0]);

    private static Field Begins(string name, string label, string property) => new(name, label) { Condition = value => $"startswith({property},'{value}')" };

    private static Field YesOrNo(string name, string label, string property) => new(name, label)
    {
        Choices = [("", "All"), ("true", "Yes"), ("false", "No")], Condition = value => $"{property} eq {value}",
    };

    private static Field Choice(string name, string label, params (string Value, string Text)[] choices) => new(name, label) { Choices = choices };

    private static IEnumerable<Field> Dates(string property) =>
    [
        new("from", "From") { Type = "date", Condition = value => $"{property} ge {value}T00:00:00Z" },
        new("to", "To") { Type = "date", Condition = value => $"{property} le {value}T23:59:59.999999Z" },
    ];

    private static bool IsGood(JsonNode row) => row["status"].Text("errorCode") == "0";

    private static string Joined(JsonNode? list, Func<string, string> name) =>
        list is JsonArray items ? string.Join(", ", items.Select(item => name((string)item!))) : "";

    /// <summary>Targets are found by their id, or by how their name begins unless they are users: of these, records have no display name.</summary>
    private static string Target(string value)
    {
        var condition = Guid.TryParse(value, out var id) ? $"t/id eq '{id}'" : $"startswith(t/displayName,'{value}')";
        return $"targetResources/any(t:{condition})";
    }

    private static string? UserOf(JsonNode row) =>
        row["targetResources"] is JsonArray and [var target, ..] && target.Text("type") == "User" ? Addresses.MethodsOf(target.Text("id")) : null;
}

internal static class FeatureNames
{
    public static string Of(string feature) => feature switch
    {
        "mfaCapable" => "Multifactor authentication capable",
        "passwordlessCapable" => "Passwordless capable",
        "ssprCapable" => "SSPR capable",
        "ssprEnabled" => "SSPR enabled",
        "ssprRegistered" => "SSPR registered",
        _ => feature,
    };
}
