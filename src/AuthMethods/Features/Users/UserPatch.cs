using System.Text.Json;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Features.Users;

/// <summary>The properties that one request sets on a user.</summary>
internal sealed class UserPatch
{
    private readonly List<(UserProperty Property, JsonElement Value)> _values = [];

    /// <summary>Null when no password is set.</summary>
    public string? Password { get; private init; }

    public bool? ForceChange { get; private init; }

    public bool? ForceChangeWithMfa { get; private init; }

    /// <summary>
    /// Reads a body. Annotations and read-only properties are passed over, so that an object as it was read can be sent back;
    /// a property that would have to be kept and isn't is refused rather than lost.
    /// </summary>
    public static UserPatch Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("user");
        var profile = body.Properties().FirstOrDefault(p => p.Name.Equals("passwordProfile", StringComparison.OrdinalIgnoreCase)).Value;
        var patch = profile.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => new UserPatch(),
            JsonValueKind.Object => OfProfile(profile),
            _ => throw GraphErrors.InvalidValue("passwordProfile"),
        };
        foreach (var sent in body.Properties())
        {
            // The identity of a new name is checked against it, so the name is set first.
            if (UserProperties.Find(sent.Name) is { } property)
            {
                patch._values.Insert(property.Name == "userPrincipalName" ? 0 : patch._values.Count, (property, sent.Value));
            }
            else if (!IsPassedOver(sent)) throw GraphErrors.UnknownName(sent.Name);
        }

        return patch;
    }

    public bool SetsIdentities => _values.Any(v => v.Property.Name == "identities");

    public bool Has(string property) => _values.Any(v => v.Property.Name == property && v.Value.ValueKind != JsonValueKind.Null);

    /// <summary>
    /// What the caller must be allowed, by the properties sent. Whether a value differs from the stored one makes no difference, or
    /// it could be guessed by trying.
    /// </summary>
    public IEnumerable<string> Permissions(DirectoryRoles target)
    {
        var permissions = _values.Select(v => v.Property.Permission).Distinct();
        if (permissions.Contains(Permission.UserEnable)) permissions = permissions.Append(Permission.UserFullRead);
        return Password is null && ForceChange is null && ForceChangeWithMfa is null
            ? permissions
            : permissions.Append(target == DirectoryRoles.None ? Permission.UserPasswordWrite : Permission.AdministratorPasswordWrite);
    }

    /// <summary>Those of the properties sent whose value is another than a row had.</summary>
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

    private static UserPatch OfProfile(JsonElement profile)
    {
        string? password = null;
        bool? force = null, forceMfa = null;
        foreach (var property in profile.EnumerateObject())
        {
            switch (property.Name.ToUpperInvariant(), property.Value.ValueKind)
            {
                case (_, JsonValueKind.Null): break;
                case ("PASSWORD", JsonValueKind.String):
                    password = GraphBody.TextOf(property.Value) ?? throw GraphErrors.InvalidValue("passwordProfile");
                    break;
                case ("FORCECHANGEPASSWORDNEXTSIGNIN", JsonValueKind.True or JsonValueKind.False): force = property.Value.GetBoolean(); break;
                case ("FORCECHANGEPASSWORDNEXTSIGNINWITHMFA", JsonValueKind.True or JsonValueKind.False): forceMfa = property.Value.GetBoolean(); break;
                default:
                    if (property.Name.Contains('@', StringComparison.Ordinal)) break;
                    throw GraphErrors.InvalidValue("passwordProfile");
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

    private static bool IsPassedOver(JsonProperty sent) =>
        ReadOnly.Contains(sent.Name)
        || (sent.Value.ValueKind == JsonValueKind.Null && WireType.Of<User>(GraphVersion.Beta).Find(sent.Name) is not null);
}
