using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// How many of a tenant's users, without those in the recycle bin, have a license for a product. Saving users keeps it up to date; the
/// code that assigns licenses adds the row.
/// </summary>
internal sealed class LicenseCountRow : TenantOwned
{
    public Guid SkuId { get; set; }
    public int Consumed { get; set; }
}

internal sealed class LicenseCountMapping : IEntityTypeConfiguration<LicenseCountRow>
{
    public void Configure(EntityTypeBuilder<LicenseCountRow> count)
    {
        count.ToTable("LicenseCounts");
        count.HasKey(c => new { c.TenantId, c.SkuId });
    }
}
