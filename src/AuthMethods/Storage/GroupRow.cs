using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <remarks>A property with a <c>…Key</c> is searched and sorted by its key, which is set along with the property.</remarks>
internal sealed class GroupRow : TenantOwned
{
    private static readonly string Unified = TextKey.Of("Unified");

    public Guid Id { get; set; }
    public DateTimeOffset? CreatedDateTime { get; set; }
    public required string DisplayName { get; set => DisplayNameKey = TextKey.Of(field = value); }
    public string DisplayNameKey { get; private set; } = "";
    public string? Description { get; set; }
    public string? MailNickname { get; set; }
    public string? Visibility { get; set; }
    /// <summary>A Microsoft 365 group, which has mail; all others are security groups without mail.</summary>
    public bool IsUnified { get; set => GroupTypeKeys = (field = value) ? [Unified] : []; }
    public string[] GroupTypeKeys { get; private set; } = [];
    /// <summary>For a Microsoft 365 group: whether it is security-enabled too.</summary>
    public bool IsUnifiedForSecurity { get; set; }
    /// <summary>Administrators who may only act on ordinary users may not act on its members and owners.</summary>
    public bool IsAssignableToRole { get; set; }

    /// <summary>No group can be added as a member.</summary>
    public bool IsNestingDisabled { get; set; }

    public bool IsSecurityEnabled => !IsUnified || IsUnifiedForSecurity;
}

/// <summary>A user, group or application in a group. Code that writes one for a role-assignable group must recompute the roles in force.</summary>
internal sealed class GroupMemberRow : TenantOwned
{
    public Guid GroupId { get; set; }
    public Guid MemberId { get; set; }
    public bool IsOwner { get; set; }

    /// <summary>Removes an object from all groups, before it is removed itself.</summary>
    public static async Task RemoveFromAllAsync(Change change, ObjectKind kind, Guid member)
    {
        var rows = change.GroupMembers.Where(m => m.MemberId == member);
        foreach (var row in await rows.AsNoTracking().ToListAsync()) change.Objects.NoteMember(row.GroupId, member, row.IsOwner, kind);
        await rows.ExecuteDeleteAsync();
    }
}

internal sealed class GroupMapping : IEntityTypeConfiguration<GroupRow>, IEntityTypeConfiguration<GroupMemberRow>
{
    public void Configure(EntityTypeBuilder<GroupRow> group)
    {
        group.ToTable("Groups");
        group.HasKey(g => new { g.TenantId, g.Id });
        group.HasIndex(g => new { g.TenantId, g.DisplayNameKey, g.Id });
        group.Property(g => g.Description).HasMaxLength(1024);
        group.Property(g => g.MailNickname).HasMaxLength(64);
        group.Property(g => g.Visibility).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<GroupMemberRow> member)
    {
        member.ToTable("GroupMembers");
        member.HasKey(m => new { m.TenantId, m.GroupId, m.MemberId, m.IsOwner });
        member.HasIndex(m => new { m.TenantId, m.MemberId });
    }
}
