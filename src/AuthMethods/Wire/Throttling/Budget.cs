using System.Runtime.InteropServices;

namespace AuthMethods.Wire.Throttling;

/// <summary>
/// The units that each spender may use within a time window, which begins with the spender's first call. The limiters of
/// System.Threading.RateLimiting use their own clock and don't tell how much of a budget is used, which Graph's headers show.
/// </summary>
internal sealed class Budget(int limit, TimeSpan length)
{
    private const int MaxSpenders = 10_000;

    private readonly Dictionary<(Guid App, Guid Tenant), Window> _windows = [];
    private readonly Lock _lock = new();

    public Spending Spend((Guid App, Guid Tenant) spender, int units, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_windows.Count >= MaxSpenders && !_windows.ContainsKey(spender)) spender = MakeRoomFor(spender, now);
            ref var window = ref CollectionsMarshal.GetValueRefOrAddDefault(_windows, spender, out _);
            // The second condition detects a clock that was set back; a small difference only means that another thread read the time first.
            if (now >= window.End || window.End - now > 2 * length) window = new(now + length, 0);
            // The first call of a window is always allowed, so that a budget smaller than one call doesn't block a spender completely.
            if (window.Spent > 0 && window.Spent + units > limit) return new((double)window.Spent / limit, window.End - now);
            window = window with { Spent = window.Spent + units };
            return new((double)window.Spent / limit, RetryAfter: null);
        }
    }

    /// <summary>Removes expired windows; if none has expired, all new spenders share one window.</summary>
    private (Guid, Guid) MakeRoomFor((Guid, Guid) spender, DateTimeOffset now)
    {
        foreach (var (key, window) in _windows) if (now >= window.End) _windows.Remove(key);
        return _windows.Count < MaxSpenders ? spender : default;
    }

    private readonly record struct Window(DateTimeOffset End, int Spent);
}

/// <param name="Share">The used share of the budget, from 0 to 1.</param>
/// <param name="RetryAfter">The time until the next window; null if the budget was sufficient.</param>
internal readonly record struct Spending(double Share, TimeSpan? RetryAfter);
