using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <remarks>A property with a <c>…Key</c> is searched and sorted by its key, which is set along with the property.</remarks>
internal sealed class UserRow : TenantOwned
{
    public Guid Id { get; set; }
    public required string UserPrincipalName { get; set; }
    /// <summary>
    /// The unique key that the name is looked up by: lower case, and for a deleted user prefixed with the id, which frees the name.
    /// </summary>
    public required string UserPrincipalNameKey { get; set; }
    public bool AccountEnabled { get; set; } = true;
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset? DeletedDateTime { get; set; }

    /// <summary>
    /// The roles in force in the whole tenant, direct and through groups. Code that changes an assignment or a membership updates them in the same
    /// transaction: every call reads them, few change them.
    /// </summary>
    public DirectoryRoles Roles { get; set; }

    /// <summary>The roles in force in administrative units, and <see cref="DirectoryRoles.Other"/> for those within an application.</summary>
    public DirectoryRoles ScopedRoles { get; set; }

    public DateTimeOffset SignInSessionsValidFromDateTime { get; set; }
    /// <summary>How often sessions were ended. The built-in authority's tokens contain it, to tell apart those issued in the same second.</summary>
    public int SessionsEnded { get; set; }
    public DateTimeOffset? LastPasswordChangeDateTime { get; set; }
    public bool ForceChangePasswordNextSignIn { get; set; }
    public bool ForceChangePasswordNextSignInWithMfa { get; set; }
    public bool MustChangePassword => ForceChangePasswordNextSignIn || ForceChangePasswordNextSignInWithMfa;
    public string? PasswordPolicies { get; set; }
    public SecondFactor? PreferredSecondFactor { get; set; }
    /// <summary>Null if the methods policy decides.</summary>
    public bool? IsSystemPreferred { get; set; }
    public PerUserMfaState PerUserMfaState { get; set; }
    /// <summary>Multi-factor authentication that a client remembers from before this instant is no longer accepted.</summary>
    public DateTimeOffset? MfaSessionsValidFromDateTime { get; set; }
    /// <summary>How often multi-factor sessions were ended; used like <see cref="SessionsEnded"/>.</summary>
    public int MfaSessionsEnded { get; set; }
    /// <summary>When an administrator last required the user to register new second factors; null for never.</summary>
    public DateTimeOffset? MfaReregistrationRequiredDateTime { get; set; }

    /// <summary>
    /// The latest sign-ins, each with its id. The built-in authority sets them with a statement, which leaves <see cref="Version"/>
    /// unchanged so that no other change of the user has to be retried.
    /// </summary>
    public DateTimeOffset? LastSignInDateTime { get; set; }
    public Guid? LastSignInId { get; set; }
    public DateTimeOffset? LastNonInteractiveSignInDateTime { get; set; }
    public Guid? LastNonInteractiveSignInId { get; set; }
    public DateTimeOffset? LastSuccessfulSignInDateTime { get; set; }
    public Guid? LastSuccessfulSignInId { get; set; }

    public string? AgeGroup { get; set; }
    public string BusinessPhones { get; set => BusinessPhoneKeys = KeysOf(field = value); } = "[]";
    public string[] BusinessPhoneKeys { get; private set; } = [];
    public string? City { get; set => CityKey = TextKey.Of(field = value); }
    public string CityKey { get; private set; } = "";
    public string? CompanyName { get; set => CompanyNameKey = TextKey.Of(field = value); }
    public string CompanyNameKey { get; private set; } = "";
    public string? ConsentProvidedForMinor { get; set; }
    public string? Country { get; set => CountryKey = TextKey.Of(field = value); }
    public string CountryKey { get; private set; } = "";
    public string? CreationType { get; set; }
    public string? Department { get; set => DepartmentKey = TextKey.Of(field = value); }
    public string DepartmentKey { get; private set; } = "";
    public string? DisplayName { get; set => DisplayNameKey = TextKey.Of(field = value); }
    public string DisplayNameKey { get; private set; } = "";
    public string? EmployeeId { get; set; }
    public string? EmployeeType { get; set; }
    public string? ExternalUserState { get; set; }
    public DateTimeOffset? ExternalUserStateChangeDateTime { get; set; }
    public string? FaxNumber { get; set; }
    public string? GivenName { get; set => GivenNameKey = TextKey.Of(field = value); }
    public string GivenNameKey { get; private set; } = "";
    /// <summary>JSON array of the identities other than the principal name.</summary>
    public string Identities { get; set; } = "[]";
    public string ImAddresses { get; set; } = "[]";
    public string? JobTitle { get; set => JobTitleKey = TextKey.Of(field = value); }
    public string JobTitleKey { get; private set; } = "";
    public string? Mail { get; set => MailKey = TextKey.Of(field = value); }
    public string MailKey { get; private set; } = "";
    public string? MailNickname { get; set => MailNicknameKey = TextKey.Of(field = value); }
    public string MailNicknameKey { get; private set; } = "";
    /// <summary>JSON array of the user's <see cref="UserLicense"/>s; null for none.</summary>
    public string? Licenses { get; private set; }
    /// <summary>The ids of the products in <see cref="Licenses"/>.</summary>
    public string[] LicensedSkus { get; private set; } = [];
    /// <summary>The ids of the enabled service plans in <see cref="Licenses"/>.</summary>
    public string[] LicensedPlans { get; private set; } = [];
    public Guid? ManagerId { get; set; }
    public string? MobilePhone { get; set; }
    public string? OfficeLocation { get; set => OfficeLocationKey = TextKey.Of(field = value); }
    public string OfficeLocationKey { get; private set; } = "";
    public string? OnPremisesDomainName { get; set; }
    public string? OnPremisesImmutableId { get; set; }
    public string? OnPremisesSamAccountName { get; set; }
    public bool? OnPremisesSyncEnabled { get; set; }
    public string? OnPremisesUserPrincipalName { get; set; }
    public string OtherMails { get; set => OtherMailKeys = KeysOf(field = value); } = "[]";
    public string[] OtherMailKeys { get; private set; } = [];
    public string? PostalCode { get; set; }
    public string? PreferredDataLocation { get; set; }
    public string? PreferredLanguage { get; set; }
    /// <summary>JSON object of the properties that can be read and written but not queried.</summary>
    public string Profile { get; set; } = "{}";
    public string ProxyAddresses { get; set => ProxyAddressKeys = KeysOf(field = value); } = "[]";
    public string[] ProxyAddressKeys { get; private set; } = [];
    public bool? ShowInAddressList { get; set; }
    public string? State { get; set => StateKey = TextKey.Of(field = value); }
    public string StateKey { get; private set; } = "";
    public string? StreetAddress { get; set; }
    public string? Surname { get; set => SurnameKey = TextKey.Of(field = value); }
    public string SurnameKey { get; private set; } = "";
    public string? UsageLocation { get; set; }
    public string UserType { get; set; } = "Member";
    public Guid Version { get; set; } = Guid.NewGuid();

    /// <summary>A user of another tenant, which holds their password: they were invited, or the name says so.</summary>
    public bool IsExternal =>
        CreationType == "Invitation" || ExternalUserState is not null || UserPrincipalName.Contains("#EXT#", StringComparison.OrdinalIgnoreCase);

    internal UserLicense[] ReadLicenses() => Licenses is null ? [] : JsonSerializer.Deserialize(Licenses, StorageJson.Default.UserLicenseArray)!;

    internal void WriteLicenses(UserLicense[] licenses)
    {
        Licenses = licenses.Length == 0 ? null : JsonSerializer.Serialize(licenses, StorageJson.Default.UserLicenseArray);
        LicensedSkus = [.. licenses.Select(l => l.SkuId.ToString())];
        LicensedPlans = [.. licenses.SelectMany(l => l.EnabledPlans).Distinct().Select(plan => plan.ToString())];
    }

    /// <summary>Has a role, in the whole tenant or in a part of it.</summary>
    public bool IsAdministrator => ((Roles | ScopedRoles) & ~DirectoryRoles.InRoleAssignableGroup) != DirectoryRoles.None;

    private static string[] KeysOf(string list) => TextKey.OfEach(JsonSerializer.Deserialize(list, StorageJson.Default.StringArray)!);

    /// <summary>
    /// Ends all existing sessions. The <c>iat</c> of a token is in whole seconds, so sessions are valid from the next second on, and
    /// sessions that begin before then get that second as their <c>iat</c>. If sessions are ended again within it, the count tells
    /// which began before.
    /// </summary>
    internal void EndSessions(TimeProvider time)
    {
        SignInSessionsValidFromDateTime = time.NowInSeconds().AddSeconds(1);
        SessionsEnded++;
    }

    /// <summary>Ends all remembered multi-factor authentication in the same way.</summary>
    internal void EndMfaSessions(TimeProvider time)
    {
        MfaSessionsValidFromDateTime = time.NowInSeconds().AddSeconds(1);
        MfaSessionsEnded++;
    }
}

/// <summary>Graph's <c>perUserMfaState</c>.</summary>
[UnknownFutureValue(3)]
public enum PerUserMfaState
{
    Disabled,
    Enforced,
    Enabled,
}

internal sealed class UserMapping : IEntityTypeConfiguration<UserRow>
{
    public void Configure(EntityTypeBuilder<UserRow> user)
    {
        user.ToTable("Users");
        user.HasKey(u => new { u.TenantId, u.Id });
        user.HasIndex(u => new { u.TenantId, u.UserPrincipalNameKey }).IsUnique();
        user.HasIndex(u => new { u.TenantId, u.DisplayNameKey, u.Id });
        user.HasIndex(u => new { u.TenantId, u.GivenNameKey, u.Id });
        user.HasIndex(u => new { u.TenantId, u.SurnameKey, u.Id });
        user.HasIndex(u => new { u.TenantId, u.MailKey, u.Id });
        user.HasIndex(u => new { u.TenantId, u.MailNicknameKey, u.Id });
        user.HasIndex(u => new { u.TenantId, u.CreatedDateTime, u.Id });
        user.HasIndex(u => new { u.TenantId, u.ManagerId, u.Id });
        user.HasQueryFilter(AuthDb.DeletedFilter, u => u.DeletedDateTime == null);
        user.Property(u => u.Version).IsConcurrencyToken();
        user.Property(u => u.StreetAddress).HasMaxLength(1024);
        foreach (var json in new[]
        {
            nameof(UserRow.BusinessPhones), nameof(UserRow.Identities), nameof(UserRow.ImAddresses), nameof(UserRow.OtherMails),
            nameof(UserRow.ProxyAddresses), nameof(UserRow.Profile), nameof(UserRow.Licenses)
        })
        {
            user.Property(json).HasMaxLength(-1);
        }
    }
}
