using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>A tenant's clock that differs from the server's. Tenants without a row have the server's time.</summary>
internal sealed class TenantClockRow : TenantOwned
{
    /// <summary>The server's time when the clock was set.</summary>
    public DateTimeOffset SetDateTime { get; set; }
    /// <summary>The tenant's time at that moment.</summary>
    public DateTimeOffset Now { get; set; }
    /// <summary>How many seconds of the tenant pass in one of the server's.</summary>
    public double Rate { get; set; } = 1;
    public bool IsFrozen { get; set; }
}

internal sealed class TenantClockMapping : IEntityTypeConfiguration<TenantClockRow>
{
    public void Configure(EntityTypeBuilder<TenantClockRow> clock)
    {
        clock.ToTable("TenantClocks");
        clock.HasKey(c => c.TenantId);
    }
}
