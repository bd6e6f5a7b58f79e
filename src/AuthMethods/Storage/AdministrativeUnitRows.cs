using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <remarks>A property with a <c>…Key</c> is searched and sorted by its key, which is set along with the property.</remarks>
internal sealed class AdministrativeUnitRow : TenantOwned
{
    public const string HiddenMembership = nameof(HiddenMembership);

    public Guid Id { get; set; }
    public required string DisplayName { get; set => DisplayNameKey = TextKey.Of(field = value); }
    public string DisplayNameKey { get; private set; } = "";
    public string? Description { get; set; }
    /// <summary><see cref="HiddenMembership"/>, <c>Public</c> or null, which means the same as <c>Public</c>.</summary>
    public string? Visibility { get; set; }
}

/// <summary>A user or group in an administrative unit.</summary>
internal sealed class AdministrativeUnitMemberRow : TenantOwned
{
    public Guid AdministrativeUnitId { get; set; }
    public Guid MemberId { get; set; }
}

internal sealed class AdministrativeUnitMapping : IEntityTypeConfiguration<AdministrativeUnitRow>, IEntityTypeConfiguration<AdministrativeUnitMemberRow>
{
    public void Configure(EntityTypeBuilder<AdministrativeUnitRow> unit)
    {
        unit.ToTable("AdministrativeUnits");
        unit.HasKey(u => new { u.TenantId, u.Id });
        unit.HasIndex(u => new { u.TenantId, u.DisplayNameKey, u.Id });
        unit.Property(u => u.Description).HasMaxLength(1024);
        unit.Property(u => u.Visibility).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<AdministrativeUnitMemberRow> member)
    {
        member.ToTable("AdministrativeUnitMembers");
        member.HasKey(m => new { m.TenantId, m.AdministrativeUnitId, m.MemberId });
        member.HasIndex(m => new { m.TenantId, m.MemberId });
    }
}
