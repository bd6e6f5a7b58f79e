using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

public sealed class GroupRow : TenantOwned
{
    public Guid Id { get; set; }
    public required string DisplayName { get; set; }
    /// <summary>Its members and owners stand above the administrators who may only act on ordinary users.</summary>
    public bool IsAssignableToRole { get; set; }
}

public sealed class GroupMemberRow : TenantOwned
{
    public Guid GroupId { get; set; }
    public Guid MemberId { get; set; }
    public bool IsOwner { get; set; }
}

/// <summary>A directory role given to a user or a role-assignable group.</summary>
public sealed class RoleAssignmentRow : TenantOwned
{
    public Guid Id { get; set; }
    public Guid RoleTemplateId { get; set; }
    public Guid PrincipalId { get; set; }
    /// <summary><c>/</c> is the whole tenant.</summary>
    public string DirectoryScopeId { get; set; } = "/";
}

internal sealed class GroupMapping
    : IEntityTypeConfiguration<GroupRow>, IEntityTypeConfiguration<GroupMemberRow>, IEntityTypeConfiguration<RoleAssignmentRow>
{
    public void Configure(EntityTypeBuilder<GroupRow> group)
    {
        group.ToTable("Groups");
        group.HasKey(g => new { g.TenantId, g.Id });
    }

    public void Configure(EntityTypeBuilder<GroupMemberRow> member)
    {
        member.ToTable("GroupMembers");
        member.HasKey(m => new { m.TenantId, m.GroupId, m.MemberId, m.IsOwner });
        member.HasIndex(m => new { m.TenantId, m.MemberId });
    }

    public void Configure(EntityTypeBuilder<RoleAssignmentRow> assignment)
    {
        assignment.ToTable("RoleAssignments");
        assignment.HasKey(a => new { a.TenantId, a.Id });
        assignment.HasIndex(a => new { a.TenantId, a.PrincipalId, a.RoleTemplateId, a.DirectoryScopeId }).IsUnique();
    }
}
