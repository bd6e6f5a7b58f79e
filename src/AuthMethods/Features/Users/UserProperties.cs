using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Users;

/// <summary>The properties of a user that a request may set: their limits, and the permission that each needs.</summary>
internal static class UserProperties
{
    private const int MaxIdentities = 10;
    private const string StandingWrite = Permission.UserStandingWrite;

    private static readonly Dictionary<string, UserProperty> ByName = new UserProperty[]
    {
        new("accountEnabled", nameof(UserRow.AccountEnabled), Permission.UserEnable, (u, v) => u.AccountEnabled = Bool(v) ?? throw Invalid()),
        InProfile("aboutMe", v => Text(v, 4096)),
        Text("ageGroup", nameof(UserRow.AgeGroup), 64, (u, v) => u.AgeGroup = v, StandingWrite),
        InProfile("birthday", Instant),
        new("businessPhones", nameof(UserRow.BusinessPhones), Permission.UserPhonesWrite,
            (u, v) => u.BusinessPhones = List(v, 64, maxCount: 1), IsMasteredOnPremises: true),
        Text("city", nameof(UserRow.City), 128, (u, v) => u.City = v, onPremises: true),
        Text("companyName", nameof(UserRow.CompanyName), 64, (u, v) => u.CompanyName = v, onPremises: true),
        Text("consentProvidedForMinor", nameof(UserRow.ConsentProvidedForMinor), 64, (u, v) => u.ConsentProvidedForMinor = v, StandingWrite),
        Text("country", nameof(UserRow.Country), 128, (u, v) => u.Country = v, onPremises: true),
        Text("department", nameof(UserRow.Department), 64, (u, v) => u.Department = v, onPremises: true),
        Text("displayName", nameof(UserRow.DisplayName), 256, (u, v) => u.DisplayName = string.IsNullOrWhiteSpace(v) ? throw Invalid() : v, onPremises: true),
        InProfile("employeeHireDate", Instant, StandingWrite),
        Text("employeeId", nameof(UserRow.EmployeeId), 16, (u, v) => u.EmployeeId = v, StandingWrite, onPremises: true),
        ObjectInProfile("employeeOrgData", 256, ["costCenter", "division"], StandingWrite),
        Text("employeeType", nameof(UserRow.EmployeeType), 256, (u, v) => u.EmployeeType = v, StandingWrite, onPremises: true),
        Text("faxNumber", nameof(UserRow.FaxNumber), 64, (u, v) => u.FaxNumber = v, onPremises: true),
        Text("givenName", nameof(UserRow.GivenName), 64, (u, v) => u.GivenName = v, onPremises: true),
        InProfile("hireDate", Instant),
        new("identities", nameof(UserRow.Identities), Permission.UserIdentitiesWrite, (u, v) => u.Identities = Identities(v, u)),
        InProfile("interests", Texts),
        Text("jobTitle", nameof(UserRow.JobTitle), 128, (u, v) => u.JobTitle = v, onPremises: true),
        Text("mail", nameof(UserRow.Mail), 256,
            (u, v) => u.Mail = v is null || v.Contains('@', StringComparison.Ordinal) ? v : throw Invalid(), StandingWrite, onPremises: true),
        Text("mailNickname", nameof(UserRow.MailNickname), 64, (u, v) => u.MailNickname = IsNickname(v) ? v : throw Invalid(), StandingWrite, onPremises: true),
        Text("mobilePhone", nameof(UserRow.MobilePhone), 64, (u, v) => u.MobilePhone = v, Permission.UserPhonesWrite, onPremises: true),
        InProfile("mySite", v => Text(v, 1024)),
        Text("officeLocation", nameof(UserRow.OfficeLocation), 128, (u, v) => u.OfficeLocation = v, onPremises: true),
        ObjectInProfile("onPremisesExtensionAttributes", 1024,
            [.. Enumerable.Range(1, 15).Select(n => $"extensionAttribute{n}")], StandingWrite, onPremises: true),
        Text("onPremisesImmutableId", nameof(UserRow.OnPremisesImmutableId), 256, (u, v) => u.OnPremisesImmutableId = v, Permission.UserIdentityWrite),
        new("otherMails", nameof(UserRow.OtherMails), Permission.UserMailsWrite, (u, v) => u.OtherMails = List(v, 250, maxCount: 250)),
        Text("passwordPolicies", nameof(UserRow.PasswordPolicies), 64, (u, v) => u.PasswordPolicies = IsPolicies(v) ? v : throw Invalid(), StandingWrite),
        InProfile("pastProjects", Texts),
        Text("postalCode", nameof(UserRow.PostalCode), 40, (u, v) => u.PostalCode = v, onPremises: true),
        Text("preferredDataLocation", nameof(UserRow.PreferredDataLocation), 64, (u, v) => u.PreferredDataLocation = v, StandingWrite),
        Text("preferredLanguage", nameof(UserRow.PreferredLanguage), 64, (u, v) => u.PreferredLanguage = v),
        InProfile("preferredName", v => Text(v, 256)),
        InProfile("responsibilities", Texts),
        InProfile("schools", Texts),
        new("showInAddressList", nameof(UserRow.ShowInAddressList), StandingWrite, (u, v) => u.ShowInAddressList = Bool(v)),
        InProfile("skills", Texts),
        Text("state", nameof(UserRow.State), 128, (u, v) => u.State = v, onPremises: true),
        Text("streetAddress", nameof(UserRow.StreetAddress), 1024, (u, v) => u.StreetAddress = v, onPremises: true),
        Text("surname", nameof(UserRow.Surname), 64, (u, v) => u.Surname = v, onPremises: true),
        Text("usageLocation", nameof(UserRow.UsageLocation), 2, (u, v) => u.UsageLocation =
            v is null || (v.Length == 2 && v.All(char.IsAsciiLetter)) ? v?.ToUpperInvariant() : throw Invalid(), StandingWrite),
        Text("userPrincipalName", nameof(UserRow.UserPrincipalName), 113,
            (u, v) => u.UserPrincipalName = v ?? throw Invalid(), Permission.UserIdentityWrite, onPremises: true),
        Text("userType", nameof(UserRow.UserType), 16, (u, v) => u.UserType = v is "Member" or "Guest" ? v : throw Invalid(), StandingWrite),
    }.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, UserProperty> ByColumn =
        ByName.Values.Where(p => p.Column != nameof(UserRow.Profile)).ToDictionary(p => p.Column);

    private static readonly string[] SignInTypes = ["emailAddress", "userName", "federated", "userPrincipalName"];

    public static UserProperty? Find(string name) => ByName.GetValueOrDefault(name);

    public static UserProperty? FindByColumn(string column) => ByColumn.GetValueOrDefault(column);

    private static UserProperty Text(
        string name, string column, int maxLength, Action<UserRow, string?> set, string permission = Permission.UserProfileWrite, bool onPremises = false) =>
        new(name, column, permission, (user, value) => set(user, StringOf(value, maxLength)), onPremises);

    /// <summary>A property in the profile; <paramref name="read"/> converts the sent value.</summary>
    private static UserProperty InProfile(
        string name, Func<JsonElement, JsonNode?> read, string permission = Permission.UserProfileWrite) =>
        new(name, nameof(UserRow.Profile), permission, (user, value) =>
        {
            var profile = JsonNode.Parse(user.Profile)!.AsObject();
            if (value.ValueKind == JsonValueKind.Null) profile.Remove(name);
            else profile[name] = read(value);
            user.Profile = profile.ToJsonString();
        });

    /// <summary>An object in the profile, whose members are set one by one.</summary>
    private static UserProperty ObjectInProfile(string name, int maxLength, string[] members, string permission, bool onPremises = false) =>
        new(name, nameof(UserRow.Profile), permission, (user, value) =>
        {
            if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) throw Literal.Directory.Refusal(value, $"microsoft.graph.{name}");
            var profile = JsonNode.Parse(user.Profile)!.AsObject();
            var kept = value.ValueKind == JsonValueKind.Null ? [] : profile[name]?.AsObject() ?? [];
            foreach (var sent in value.ValueKind == JsonValueKind.Null
                ? []
                : value.EnumerateObject().Where(p => !p.Name.Contains('@', StringComparison.Ordinal)))
            {
                kept[members.FirstOrDefault(m => m.Equals(sent.Name, StringComparison.OrdinalIgnoreCase)) ?? throw Invalid()] =
                    StringOf(sent.Value, maxLength);
            }

            profile.Remove(name);
            if (kept.Any(member => member.Value is not null)) profile[name] = kept;
            var changed = profile.ToJsonString();
            if (onPremises && user.OnPremisesSyncEnabled == true && !JsonNode.DeepEquals(profile, JsonNode.Parse(user.Profile)))
            {
                throw GraphErrors.SyncedProperty(name);
            }

            user.Profile = changed;
        }, IsMasteredOnPremises: onPremises);

    private static JsonNode? Text(JsonElement value, int maxLength) => StringOf(value, maxLength);

    private static JsonNode? Texts(JsonElement value) => JsonNode.Parse(List(value, 256, maxCount: 100));

    private static JsonNode? Instant(JsonElement value) => Literal.Directory.Instant(value).ToUniversalTime();

    /// <summary>The identity for the principal name is derived from the name and not stored again.</summary>
    private static string Identities(JsonElement value, UserRow user)
    {
        if (value.ValueKind != JsonValueKind.Array) throw Literal.Directory.Refusal(value, "Collection(microsoft.graph.objectIdentity)");
        if (value.GetArrayLength() > MaxIdentities) throw Invalid();
        var identities = value.EnumerateArray().Select(Identity).Where(i => i.SignInType != "userPrincipalName" || !IsName(i, user)).ToArray();
        if (identities.Any(i => i.SignInType == "userPrincipalName") || identities.Distinct().Count() < identities.Length) throw Invalid();
        return JsonSerializer.Serialize(identities, GraphJson.TypeOf<ObjectIdentity[]>());
    }

    private static bool IsName(ObjectIdentity identity, UserRow user) =>
        identity.IssuerAssignedId.Equals(user.UserPrincipalName, StringComparison.OrdinalIgnoreCase);

    private static ObjectIdentity Identity(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Literal.Directory.Refusal(value, "microsoft.graph.objectIdentity");
        var identity = new ObjectIdentity(Of("signInType", 64), Of("issuer", 512), Of("issuerAssignedId", 256));
        var type = SignInTypes.FirstOrDefault(t => t.Equals(identity.SignInType, StringComparison.OrdinalIgnoreCase)) ?? throw Invalid();
        if (type == "emailAddress" && !identity.IssuerAssignedId.Contains('@', StringComparison.Ordinal)) throw Invalid();
        return identity with { SignInType = type };

        string Of(string name, int maxLength) =>
            StringOf(value.EnumerateObject().FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, maxLength) ?? throw Invalid();
    }

    // Like null, an empty string clears a property.
    private static string? StringOf(JsonElement value, int maxLength)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        var text = Literal.Directory.Text(value);
        return text.Length > maxLength ? throw Invalid() : text.Length == 0 ? null : text;
    }

    private static bool? Bool(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : Literal.Directory.Boolean(value);

    private static string List(JsonElement value, int maxLength, int maxCount)
    {
        if (value.ValueKind != JsonValueKind.Array) throw Literal.Directory.Refusal(value, "Collection(Edm.String)");
        if (value.GetArrayLength() > maxCount) throw Invalid();
        var items = value.EnumerateArray().Select(item => StringOf(item, maxLength) ?? throw Invalid()).ToArray();
        return JsonSerializer.Serialize(items, StorageJson.Default.StringArray);
    }

    private static bool IsNickname(string? value) => value is not null
        && value.All(c => c is > ' ' and <= '~' && !"@()\\[]\";:<>,".Contains(c, StringComparison.Ordinal));

    private static bool IsPolicies(string? value) => value is null
        || value.Split(',', StringSplitOptions.TrimEntries).All(p => p is "None" or "DisablePasswordExpiration" or "DisableStrongPassword");

    private static FormatException Invalid() => new();
}

/// <param name="Name">Graph's name.</param>
/// <param name="Column">The property of <see cref="UserRow"/> that stores it.</param>
/// <param name="Permission">The permission to change it.</param>
/// <param name="Set">Throws <see cref="FormatException"/> for an invalid value.</param>
/// <param name="IsMasteredOnPremises">Read-only for a user synchronized from on-premises.</param>
internal sealed record UserProperty(string Name, string Column, string Permission, Action<UserRow, JsonElement> Set, bool IsMasteredOnPremises = false);
