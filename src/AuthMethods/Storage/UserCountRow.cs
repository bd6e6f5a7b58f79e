using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// Part of a tenant's user count, which excludes the recycle bin, and of the numbering of its <see cref="ObjectChangeRow">changes</see>.
/// There are several so that simultaneous changes do not wait for one row; an object's id decides which one its changes use. A single
/// part of the count means nothing and may be negative.
/// </summary>
internal sealed class UserCountRow : TenantOwned
{
    public const int Slots = 16;

    public int Slot { get; set; }
    public int Users { get; set; }

    /// <summary>
    /// The number of the last change. A transaction that records a change holds this row's lock until its commit, so a change with a
    /// lower number than one that can be read can be read too.
    /// </summary>
    public long LastChange { get; set; }

    /// <summary>Changes up to this number are not all recorded.</summary>
    public long CompleteAfter { get; set; }

    internal static int SlotOf(Guid id) => id.ToByteArray()[^1] % Slots;
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
