using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>A policy or other object that a tenant has once, as JSON. Without a row it has its defaults, or doesn't exist.</summary>
internal sealed class TenantDocumentRow : TenantOwned
{
    /// <summary>The document with the key of the tenant's keyed hashes, which servers remember: it stays when other rows are replaced.</summary>
    public const string KeyOfHashes = "keyOfHashes";

    /// <summary>Graph's name of the object, such as <c>authorizationPolicy</c>.</summary>
    public required string Name { get; set; }
    public required string Json { get; set; }
    /// <summary>Changes at each save, so that two writers cannot silently overwrite each other.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();
}

internal sealed class TenantDocumentMapping : IEntityTypeConfiguration<TenantDocumentRow>
{
    public void Configure(EntityTypeBuilder<TenantDocumentRow> document)
    {
        document.ToTable("TenantDocuments");
        document.HasKey(d => new { d.TenantId, d.Name });
        document.Property(d => d.Json).HasMaxLength(-1);
        document.Property(d => d.Version).IsConcurrencyToken();
    }
}
