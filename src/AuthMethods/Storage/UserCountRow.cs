using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// Part of a tenant's user count, which excludes the recycle bin; the count is the sum of all parts. There are several so that
/// simultaneous creates do not wait for one row. A single part means nothing and may be negative.
/// </summary>
internal sealed class UserCountRow : TenantOwned
{
    public const int Slots = 16;

    public int Slot { get; set; }
    public int Users { get; set; }

    internal static int SlotOf(Guid user) => user.ToByteArray()[^1] % Slots;
}

internal sealed class UserCountMapping : IEntityTypeConfiguration<UserCountRow>
{
    public void Configure(EntityTypeBuilder<UserCountRow> count)
    {
        count.ToTable("UserCounts");
        count.HasKey(c => new { c.TenantId, c.Slot });
        count.Property(c => c.Slot).ValueGeneratedNever();
    }
}
