using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// Counts wrong secrets of one user or from one source; a row without failures marks a source that a user has signed in from. It is
/// changed only while it is locked, so that simultaneous guesses are counted one after the other, also on several servers.
/// </summary>
internal sealed class GuessCountRow : TenantOwned
{
    private const int MaxRemembered = 3;

    /// <summary>A keyed hash of what is counted.</summary>
    public required string Key { get; set; }
    public int Failures { get; set; }
    /// <summary>The last failure that was counted.</summary>
    public DateTimeOffset LastDateTime { get; set; }
    /// <summary>Keyed hashes of the last three wrong secrets, separated by spaces.</summary>
    public string Remembered { get; set; } = "";
    /// <summary>The failures that were logged since <see cref="RecordedFromDateTime"/>.</summary>
    public int Recorded { get; set; }
    public DateTimeOffset RecordedFromDateTime { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }

    public bool Remembers(string hash) => Remembered.Split(' ').Contains(hash);

    public void Remember(string hash) =>
        Remembered = string.Join(' ', Remembered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(hash).Take(MaxRemembered));
}

internal sealed class GuessCountMapping : IEntityTypeConfiguration<GuessCountRow>
{
    public void Configure(EntityTypeBuilder<GuessCountRow> count)
    {
        count.ToTable("GuessCounts");
        count.HasKey(c => new { c.TenantId, c.Key });
        count.HasIndex(c => new { c.TenantId, c.ExpiresDateTime });
        count.Property(c => c.Key).HasMaxLength(64);
    }
}
