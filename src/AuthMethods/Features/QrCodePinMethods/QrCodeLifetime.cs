using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>The period in which a code can be scanned.</summary>
/// <param name="Start">Null for now.</param>
/// <param name="Expire">Null for the default lifetime.</param>
internal sealed record QrCodeLifetime(DateTimeOffset? Start, DateTimeOffset? Expire)
{
    private const int MaxDays = 395;

    public static QrCodeLifetime Read(GraphBody.Sent? sent) => new(ToStored(sent?.Instant("startDateTime")), ToStored(sent?.Instant("expireDateTime")));

    /// <summary>The period of a standard code; null if it is not allowed.</summary>
    internal (DateTimeOffset Start, DateTimeOffset Expire)? OfStandard(DateTimeOffset now, int usualDays)
    {
        var start = Start ?? now;
        return Within(start, Expire ?? Later(start, TimeSpan.FromDays(usualDays)), now, TimeSpan.Zero, TimeSpan.FromDays(MaxDays));
    }

    /// <summary>The period of a temporary code, 1 to 12 hours; null if it is not allowed.</summary>
    internal (DateTimeOffset Start, DateTimeOffset Expire)? OfTemporary(DateTimeOffset now)
    {
        var start = Start ?? now;
        return Within(start, Expire ?? Later(start, TimeSpan.FromHours(12)), now, TimeSpan.FromHours(1), TimeSpan.FromHours(12));
    }

    private static (DateTimeOffset, DateTimeOffset)? Within(
        DateTimeOffset start, DateTimeOffset expire, DateTimeOffset now, TimeSpan shortest, TimeSpan longest) =>
        expire > start && expire > now && expire - start >= shortest && expire - start <= longest ? (start, expire) : null;

    private static DateTimeOffset Later(DateTimeOffset start, TimeSpan by) => start < DateTimeOffset.MaxValue - by ? start + by : DateTimeOffset.MaxValue;

    private static DateTimeOffset? ToStored(DateTimeOffset? sent) =>
        sent is { } instant ? instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
