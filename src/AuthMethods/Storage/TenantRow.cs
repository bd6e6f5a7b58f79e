using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

internal sealed class TenantRow
{
    public Guid Id { get; set; }
    public required string DisplayName { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    /// <summary>The licenses that the tenant is assumed to have: <c>premium</c> or <c>free</c>.</summary>
    public string LicenseProfile { get; set; } = "premium";
    /// <summary>
    /// Gets a new value at every change of the authentication methods policy. It is read along with each user that a route names,
    /// so a policy cached under it is never stale, whichever replica changed it.
    /// </summary>
    public Guid PolicyStamp { get; set; }
    /// <summary>When the policy or one of its configurations was last changed; null before the first change.</summary>
    public DateTimeOffset? PolicyModifiedDateTime { get; set; }
    /// <summary>JSON object of the policy's properties other than its configurations; null for the defaults.</summary>
    public string? PolicySettings { get; set; }
    /// <summary>What the authorization policy and the security defaults restrict. Changed together with them; every call reads it.</summary>
    public DirectoryRestrictions Restrictions { get; set; }
}

/// <summary>Restrictions of users by the authorization policy and the security defaults. The numbers are stored.</summary>
[Flags]
internal enum DirectoryRestrictions
{
    None = 0,
    /// <summary>Guests have the same access to the directory as members.</summary>
    GuestsAsMembers = 1 << 0,
    /// <summary>Guests can read only their own account.</summary>
    GuestsReadOnlyThemselves = 1 << 1,
    /// <summary>Members without a role can read only their own account.</summary>
    MembersReadOnlyThemselves = 1 << 2,
    /// <summary>Members without a role cannot create security groups.</summary>
    MembersCreateNoSecurityGroups = 1 << 3,
    /// <summary>Administrators cannot reset their own passwords.</summary>
    AdministratorsResetNoPasswords = 1 << 4,
    /// <summary>Calls that need a role need multi-factor authentication too.</summary>
    AdministratorsNeedMfa = 1 << 5,
}

/// <summary>A verified domain. It belongs to one tenant only, since a domain also identifies a tenant in the authority's paths.</summary>
internal sealed class DomainRow : TenantOwned
{
    /// <summary>Lower case.</summary>
    public required string Name { get; set; }
    public bool IsDefault { get; set; }
}

internal sealed class TenantMapping : IEntityTypeConfiguration<TenantRow>, IEntityTypeConfiguration<DomainRow>
{
    public void Configure(EntityTypeBuilder<TenantRow> tenant)
    {
        tenant.ToTable("Tenants");
        tenant.Property(t => t.Id).ValueGeneratedNever();
        tenant.Property(t => t.PolicySettings).HasMaxLength(-1);
    }

    public void Configure(EntityTypeBuilder<DomainRow> domain)
    {
        domain.ToTable("Domains");
        domain.HasKey(d => new { d.TenantId, d.Name });
        domain.HasIndex(d => d.Name).IsUnique();
    }
}
