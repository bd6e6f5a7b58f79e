using System.Text.Json;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Features.Users;

/// <summary>The properties that a request sets on a user.</summary>
internal sealed class UserPatch
{
    private readonly List<(UserProperty Property, JsonElement Value)> _values = [];

    /// <summary>Null when no password is set.</summary>
    public string? Password { get; private init; }

    public bool? ForceChange { get; private init; }

    public bool? ForceChangeWithMfa { get; private init; }

    /// <summary>
    /// Reads a body. Annotations and read-only properties are ignored, so that clients can send back a user as they read it. A property
    /// that is not supported is refused rather than lost.
    /// </summary>
    public static UserPatch Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("user");
        var profile = body.Properties().FirstOrDefault(p => p.Name.Equals("passwordProfile", StringComparison.OrdinalIgnoreCase)).Value;
        var patch = profile.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => new UserPatch(),
            JsonValueKind.Object => ReadProfile(profile),
            _ => throw Literal.Directory.Refusal(profile, "microsoft.graph.passwordProfile"),
        };
        foreach (var sent in body.Properties())
        {
            // Set the principal name first, because identities are checked against it.
            if (UserProperties.Find(sent.Name) is { } property)
            {
                patch._values.Insert(property.Name == "userPrincipalName" ? 0 : patch._values.Count, (property, sent.Value));
            }
            else if (!IsIgnored(sent)) throw GraphErrors.UnknownName(sent.Name);
        }

        return patch;
    }

    /// <summary>Whether a password is set, or must be changed.</summary>
    public bool SetsPassword => Password is not null || ForceChange == true || ForceChangeWithMfa == true;

    public bool SetsIdentities => _values.Any(v => v.Property.Name == "identities");

    public bool Has(string property) => _values.Any(v => v.Property.Name == property && v.Value.ValueKind != JsonValueKind.Null);

    /// <summary>The permissions that the sent properties need. Unchanged values need them too; otherwise a caller could guess stored values.</summary>
    public IEnumerable<string> Permissions(DirectoryRoles target)
    {
        var permissions = _values.Select(v => v.Property.Permission).Distinct();
        if (permissions.Contains(Permission.UserEnable)) permissions = permissions.Append(Permission.UserFullRead);
        return Password is null && ForceChange is null && ForceChangeWithMfa is null
            ? permissions
            : permissions.Append(target == DirectoryRoles.None ? Permission.UserPasswordWrite : Permission.AdministratorPasswordWrite);
    }

    /// <summary>The sent properties whose value has changed.</summary>
    public IEnumerable<string> ChangedIn(EntityEntry<UserRow> row) =>
        _values.Where(v => row.Property(v.Property.Column).IsModified).Select(v => v.Property.Name);

    /// <summary>Sets the values on a row.</summary>
    public void ApplyTo(UserRow user)
    {
        foreach (var (property, value) in _values)
        {
            try
            {
                property.Set(user, value);
            }
            catch (FormatException)
            {
                throw GraphErrors.InvalidValue(property.Name);
            }
        }
    }

    private static UserPatch ReadProfile(JsonElement profile)
    {
        string? password = null;
        bool? force = null, forceMfa = null;
        foreach (var property in profile.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null || property.Name.Contains('@', StringComparison.Ordinal)) continue;
            switch (property.Name.ToUpperInvariant())
            {
                case "PASSWORD": password = Literal.Directory.Text(property.Value); break;
                case "FORCECHANGEPASSWORDNEXTSIGNIN": force = Literal.Directory.Boolean(property.Value); break;
                case "FORCECHANGEPASSWORDNEXTSIGNINWITHMFA": forceMfa = Literal.Directory.Boolean(property.Value); break;
                default: throw GraphErrors.InvalidValue("passwordProfile");
            }
        }

        return new() { Password = password, ForceChange = force, ForceChangeWithMfa = forceMfa };
    }

    private static readonly HashSet<string> ReadOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "createdDateTime", "deletedDateTime", "lastPasswordChangeDateTime", "signInSessionsValidFromDateTime", "refreshTokensValidFromDateTime",
        "onPremisesSyncEnabled", "onPremisesDomainName", "onPremisesSamAccountName", "onPremisesUserPrincipalName", "onPremisesLastSyncDateTime",
        "onPremisesDistinguishedName", "onPremisesSecurityIdentifier", "securityIdentifier", "creationType", "externalUserState",
        "externalUserStateChangeDateTime", "proxyAddresses", "imAddresses", "assignedLicenses", "assignedPlans", "provisionedPlans",
        "perUserMfaState", "legalAgeGroupClassification", "passwordProfile", "deviceEnrollmentLimit", "identityParentId", "isManagementRestricted",
        "licenseAssignmentStates", "onPremisesProvisioningErrors", "serviceProvisioningErrors", "signInActivity",
    };

    private static bool IsIgnored(JsonProperty sent) =>
        ReadOnly.Contains(sent.Name)
        || (sent.Value.ValueKind == JsonValueKind.Null && WireType.Of<User>(GraphVersion.Beta).Find(sent.Name) is not null);
}
