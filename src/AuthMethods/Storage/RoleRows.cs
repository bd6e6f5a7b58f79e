using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// A directory role assigned to a user, a role-assignable group or an application. Code that writes one must recompute the roles
/// in force.
/// </summary>
internal sealed class RoleAssignmentRow : TenantOwned
{
    public const string WholeTenant = "/";

    private const string InUnits = "/administrativeUnits/";

    public Guid Id { get; set; }
    /// <summary>The template of a built-in role, or the definition of a custom role.</summary>
    public Guid RoleTemplateId { get; set; }
    public Guid PrincipalId { get; set; }
    /// <summary><c>/</c> is the whole tenant, <c>/administrativeUnits/{id}</c> the members of a unit, and <c>/{id}</c> an application.</summary>
    public string DirectoryScopeId { get; set => AdministrativeUnitId = UnitIn(field = value); } = WholeTenant;
    /// <summary>The administrative unit of the scope; null for other scopes.</summary>
    public Guid? AdministrativeUnitId { get; private set; }

    /// <summary>The scope of an administrative unit's members.</summary>
    public static string ScopeOf(Guid unit) => $"{InUnits}{unit}";

    /// <summary>The id in the scope of an administrative unit; null for another scope.</summary>
    public static Guid? UnitIn(string scope) =>
        scope.StartsWith(InUnits, StringComparison.OrdinalIgnoreCase) && GuidKey.TryParse(scope.AsSpan(InUnits.Length), out var id) ? id : null;
}

/// <summary>A built-in role that was activated in the tenant, explicitly or by its first assignment.</summary>
internal sealed class ActivatedRoleRow : TenantOwned
{
    public Guid RoleTemplateId { get; set; }
}

/// <summary>A custom role. Built-in roles are not stored.</summary>
internal sealed class RoleDefinitionRow : TenantOwned
{
    public Guid Id { get; set; }
    public Guid TemplateId { get; set; }
    public required string DisplayName { get; set; }
    public string? Description { get; set; }
    public bool IsEnabled { get; set; }
    public string? Version { get; set; }
    /// <summary>JSON array of Graph's <c>unifiedRolePermission</c>.</summary>
    public string RolePermissions { get; set; } = "[]";
}

internal sealed class RoleMapping
    : IEntityTypeConfiguration<RoleAssignmentRow>, IEntityTypeConfiguration<ActivatedRoleRow>, IEntityTypeConfiguration<RoleDefinitionRow>
{
    public void Configure(EntityTypeBuilder<RoleAssignmentRow> assignment)
    {
        assignment.ToTable("RoleAssignments");
        assignment.HasKey(a => new { a.TenantId, a.Id });
        assignment.HasIndex(a => new { a.TenantId, a.PrincipalId, a.RoleTemplateId, a.DirectoryScopeId }).IsUnique();
        assignment.HasIndex(a => new { a.TenantId, a.RoleTemplateId, a.PrincipalId });
        assignment.HasIndex(a => new { a.TenantId, a.AdministrativeUnitId, a.PrincipalId });
    }

    public void Configure(EntityTypeBuilder<ActivatedRoleRow> role)
    {
        role.ToTable("ActivatedRoles");
        role.HasKey(r => new { r.TenantId, r.RoleTemplateId });
    }

    public void Configure(EntityTypeBuilder<RoleDefinitionRow> definition)
    {
        definition.ToTable("RoleDefinitions");
        definition.HasKey(d => new { d.TenantId, d.Id });
        definition.Property(d => d.Description).HasMaxLength(1024);
        definition.Property(d => d.RolePermissions).HasMaxLength(-1);
    }
}
