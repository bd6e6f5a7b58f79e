using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>A copy of all rows of a tenant, except its snapshots, as <see cref="TenantRows"/> writes them: secrets in it are hashed or encrypted as in the rows.</summary>
internal sealed class TenantSnapshotRow : TenantOwned
{
    /// <summary>The empty id for the state in which the tenant was created.</summary>
    public Guid Id { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    /// <summary>What the tenant was created from; null for a later snapshot.</summary>
    public string? Source { get; set; }
    public byte[] Rows { get; set; } = [];
}

internal sealed class TenantSnapshotMapping : IEntityTypeConfiguration<TenantSnapshotRow>
{
    public void Configure(EntityTypeBuilder<TenantSnapshotRow> snapshot)
    {
        snapshot.ToTable("TenantSnapshots");
        snapshot.HasKey(s => new { s.TenantId, s.Id });
        snapshot.Property(s => s.Source).HasMaxLength(16);
    }
}
