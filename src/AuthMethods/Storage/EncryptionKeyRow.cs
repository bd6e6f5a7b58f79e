using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// A key that secrets are encrypted with, as Data Protection writes it. It belongs to the server and is stored under the empty
/// tenant id, which no token names.
/// </summary>
internal sealed class EncryptionKeyRow : TenantOwned
{
    /// <summary>1, 2, 3 and so on. If two replicas need a new key at the same time, the second finds the number taken and uses the first's key.</summary>
    public int Number { get; set; }
    public required string Name { get; set; }
    public required string Xml { get; set; }
}

internal sealed class EncryptionKeyMapping : IEntityTypeConfiguration<EncryptionKeyRow>
{
    public void Configure(EntityTypeBuilder<EncryptionKeyRow> key)
    {
        key.ToTable("EncryptionKeys");
        key.HasKey(k => new { k.TenantId, k.Number });
        key.Property(k => k.Number).ValueGeneratedNever();
        key.Property(k => k.Xml).HasMaxLength(-1);
    }
}
