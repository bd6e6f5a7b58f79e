using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>The directory objects whose changes are recorded.</summary>
internal enum ObjectKind
{
    User,
    Group,
}

/// <summary>
/// A change of a directory object, for delta queries. It only says what changed; the values are read from the object itself. The numbers
/// of one <see cref="UserCountRow">slot</see> are in the order of the commits.
/// </summary>
internal sealed class ObjectChangeRow : TenantOwned
{
    /// <summary>How long a change is kept: longer than the links that need it are valid.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(8);

    public ObjectKind Kind { get; set; }
    public int Slot { get; set; }
    public long Number { get; set; }
    public Guid ObjectId { get; set; }
    /// <summary>Graph's names of the changed properties, separated by commas; null if the object itself was added or removed.</summary>
    public string? Properties { get; set; }
    /// <summary>The object to which the relationship in <see cref="Properties"/> was added or removed.</summary>
    public Guid? RelatedId { get; set; }
    /// <summary>The type of that object, if it was removed too and can't be looked up.</summary>
    public ObjectKind? RelatedKind { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
}

internal sealed class ObjectChangeMapping : IEntityTypeConfiguration<ObjectChangeRow>
{
    public void Configure(EntityTypeBuilder<ObjectChangeRow> change)
    {
        change.ToTable("ObjectChanges");
        change.HasKey(c => new { c.TenantId, c.Kind, c.Slot, c.Number });
        change.HasIndex(c => new { c.TenantId, c.CreatedDateTime });
        change.Property(c => c.Number).ValueGeneratedNever();
        change.Property(c => c.Properties).HasMaxLength(-1);
    }
}
