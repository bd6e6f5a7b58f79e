using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// A key that the built-in authority signs tokens with. It belongs to the server and is stored under the empty tenant id, which no token names.
/// </summary>
internal sealed class SigningKeyRow : TenantOwned
{
    /// <summary>1, 2, 3 and so on. If two replicas add a key at the same time, the second finds the number taken and uses the first's key.</summary>
    public int Number { get; set; }

    /// <summary>The private key, encrypted.</summary>
    public required string Key { get; set; }

    /// <summary>When it begins to sign. It is published before, so that no replica and no client meets a key that it doesn't know.</summary>
    public DateTimeOffset SignsFromDateTime { get; set; }
}

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKeyRow>
{
    public void Configure(EntityTypeBuilder<SigningKeyRow> key)
    {
        key.ToTable("SigningKeys");
        key.HasKey(k => new { k.TenantId, k.Number });
        key.Property(k => k.Number).ValueGeneratedNever();
        key.Property(k => k.Key).HasMaxLength(-1);
    }
}
