using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>A role of an application that is assigned to a principal. A role of Microsoft Graph's is an application permission.</summary>
internal sealed class AppRoleAssignmentRow : TenantOwned
{
    public Guid Id { get; set; }
    /// <summary>The service principal, user or group that has the role.</summary>
    public Guid PrincipalId { get; set; }
    /// <summary>The service principal whose role it is.</summary>
    public Guid ResourceId { get; set; }
    public Guid AppRoleId { get; set; }
    /// <summary>Null for a role that was assigned before the time was recorded.</summary>
    public DateTimeOffset? CreatedDateTime { get; set; }
}

/// <summary>Delegated permissions that an application has for all users or for one of them.</summary>
internal sealed class PermissionGrantRow : TenantOwned
{
    /// <summary>The <see cref="PrincipalId"/> of a grant for all users, because not every engine has one null per unique key.</summary>
    public static readonly Guid AllPrincipals = Guid.Empty;

    public Guid Id { get; set; }
    /// <summary>The service principal of the client.</summary>
    public Guid ClientId { get; set; }
    public Guid PrincipalId { get; set; }
    /// <summary>The service principal of the API.</summary>
    public Guid ResourceId { get; set; }
    /// <summary>Permissions, separated by spaces.</summary>
    public string Scope { get; set; } = "";
    public Guid Version { get; set; } = Guid.NewGuid();
}

internal sealed class PermissionGrantMapping : IEntityTypeConfiguration<AppRoleAssignmentRow>, IEntityTypeConfiguration<PermissionGrantRow>
{
    public void Configure(EntityTypeBuilder<AppRoleAssignmentRow> assignment)
    {
        assignment.ToTable("AppRoleAssignments");
        assignment.HasKey(a => new { a.TenantId, a.Id });
        assignment.HasIndex(a => new { a.TenantId, a.PrincipalId, a.ResourceId, a.AppRoleId }).IsUnique();
        assignment.HasIndex(a => new { a.TenantId, a.ResourceId, a.Id });
    }

    public void Configure(EntityTypeBuilder<PermissionGrantRow> grant)
    {
        grant.ToTable("PermissionGrants");
        grant.HasKey(g => new { g.TenantId, g.Id });
        grant.HasIndex(g => new { g.TenantId, g.ClientId, g.ResourceId, g.PrincipalId }).IsUnique();
        grant.HasIndex(g => new { g.TenantId, g.PrincipalId });
        grant.Property(g => g.Scope).HasMaxLength(-1);
        grant.Property(g => g.Version).IsConcurrencyToken();
    }
}
