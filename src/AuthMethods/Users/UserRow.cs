using AuthMethods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Users;

public sealed class UserRow : TenantOwned
{
    public Guid Id { get; set; }
    public required string UserPrincipalName { get; set; }
    /// <summary>
    /// What the name is found by, and unique by: lower case, and for a deleted user prefixed with its id, which frees the name.
    /// </summary>
    public required string UserPrincipalNameKey { get; set; }
    public bool AccountEnabled { get; set; } = true;
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset? DeletedDateTime { get; set; }

    /// <summary>
    /// The roles in force, direct and through groups, kept equal to the assignments by whoever changes an assignment or a
    /// membership, in the same transaction: every call asks for them, few change them.
    /// </summary>
    public DirectoryRoles Roles { get; set; }

    public DateTimeOffset SignInSessionsValidFromDateTime { get; set; }
    public DateTimeOffset? LastPasswordChangeDateTime { get; set; }
    public bool ForceChangePasswordNextSignIn { get; set; }
    public bool ForceChangePasswordNextSignInWithMfa { get; set; }
    public string? PasswordPolicies { get; set; }
    public SecondFactor? PreferredSecondFactor { get; set; }
    public bool IsSystemPreferredAuthenticationMethodEnabled { get; set; }
    public PerUserMfaState PerUserMfaState { get; set; }
    /// <summary>Multi-factor authentication that a client remembers from before this instant counts no more.</summary>
    public DateTimeOffset? MfaSessionsValidFromDateTime { get; set; }
    /// <summary>When an administrator last asked for other second factors than those there were; null for never.</summary>
    public DateTimeOffset? MfaReregistrationRequiredDateTime { get; set; }

    public string? AgeGroup { get; set; }
    public string BusinessPhones { get; set; } = "[]";
    public string? City { get; set; }
    public string? CompanyName { get; set; }
    public string? ConsentProvidedForMinor { get; set; }
    public string? Country { get; set; }
    public string? CreationType { get; set; }
    public string? Department { get; set; }
    public string? DisplayName { get; set; }
    public string? EmployeeId { get; set; }
    public string? EmployeeType { get; set; }
    public string? ExternalUserState { get; set; }
    public DateTimeOffset? ExternalUserStateChangeDateTime { get; set; }
    public string? FaxNumber { get; set; }
    public string? GivenName { get; set; }
    public string ImAddresses { get; set; } = "[]";
    public string? JobTitle { get; set; }
    public string? Mail { get; set; }
    public string? MailNickname { get; set; }
    public string? MobilePhone { get; set; }
    public string? OfficeLocation { get; set; }
    public string? OnPremisesDomainName { get; set; }
    public string? OnPremisesImmutableId { get; set; }
    public string? OnPremisesSamAccountName { get; set; }
    public bool? OnPremisesSyncEnabled { get; set; }
    public string? OnPremisesUserPrincipalName { get; set; }
    public string OtherMails { get; set; } = "[]";
    public string? PostalCode { get; set; }
    public string? PreferredDataLocation { get; set; }
    public string? PreferredLanguage { get; set; }
    public string ProxyAddresses { get; set; } = "[]";
    public bool? ShowInAddressList { get; set; }
    public string? State { get; set; }
    public string? StreetAddress { get; set; }
    public string? Surname { get; set; }
    public string? UsageLocation { get; set; }
    public string UserType { get; set; } = "Member";
    public Guid Version { get; set; } = Guid.NewGuid();

    /// <summary>
    /// Ends every session that has begun. The <c>iat</c> of a token has no fractions, so sessions are valid from the next second on,
    /// and those that begin sooner bear that second. Ended again before it has come, they are valid from one later.
    /// </summary>
    internal void EndSessions(TimeProvider time)
    {
        var next = time.NowInSeconds().AddSeconds(1);
        SignInSessionsValidFromDateTime = SignInSessionsValidFromDateTime < next ? next : SignInSessionsValidFromDateTime.AddSeconds(1);
    }

    /// <summary>Ends, in the same way, all multi-factor authentication that is remembered.</summary>
    internal void EndMfaSessions(TimeProvider time)
    {
        var next = time.NowInSeconds().AddSeconds(1);
        MfaSessionsValidFromDateTime = MfaSessionsValidFromDateTime is { } from && from >= next ? from.AddSeconds(1) : next;
    }
}

/// <summary>Graph's <c>perUserMfaState</c>.</summary>
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
        user.HasQueryFilter(AuthDb.DeletedFilter, u => u.DeletedDateTime == null);
        user.Property(u => u.Version).IsConcurrencyToken();
        user.Property(u => u.StreetAddress).HasMaxLength(1024);
        foreach (var list in new[] { nameof(UserRow.BusinessPhones), nameof(UserRow.ImAddresses), nameof(UserRow.OtherMails), nameof(UserRow.ProxyAddresses) })
        {
            user.Property(list).HasMaxLength(-1);
        }
    }
}
