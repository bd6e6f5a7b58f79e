using System.Runtime.InteropServices;

namespace AuthMethods.Wire.Throttling;

/// <summary>
/// What each of many may spend within a window of time, which begins with the first call in it. The limiters of
/// System.Threading.RateLimiting keep a clock of their own and don't say how much of a budget is used, which Graph's headers do.
/// </summary>
internal sealed class Budget(int limit, TimeSpan length)
{
    private const int MostSpenders = 10_000;

    private readonly Dictionary<(Guid App, Guid Tenant), Window> _windows = [];
    private readonly Lock _lock = new();

    public Spending Spend((Guid App, Guid Tenant) spender, int units, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_windows.Count >= MostSpenders && !_windows.ContainsKey(spender)) spender = RoomFor(spender, now);
            ref var window = ref CollectionsMarshal.GetValueRefOrAddDefault(_windows, spender, out _);
            // The second is a clock that was set back; by a little, it is only another thread that asked the time first.
            if (now >= window.End || window.End - now > 2 * length) window = new(now + length, 0);
            // The first call of a window goes through, whatever it costs: nobody can be shut out by a budget smaller than one call.
            if (window.Spent > 0 && window.Spent + units > limit) return new((double)window.Spent / limit, window.End - now);
            window = window with { Spent = window.Spent + units };
            return new((double)window.Spent / limit, RetryAfter: null);
        }
    }

    /// <summary>Forgets windows that are over; when all are still open, whoever is new shares one.</summary>
    private (Guid, Guid) RoomFor((Guid, Guid) spender, DateTimeOffset now)
    {
        foreach (var (key, window) in _windows) if (now >= window.End) _windows.Remove(key);
        return _windows.Count < MostSpenders ? spender : default;
    }

    private readonly record struct Window(DateTimeOffset End, int Spent);
}

/// <param name="Share">How much of the budget is used, from 0 to 1.</param>
/// <param name="RetryAfter">When there will be something to spend again; null when there was enough.</param>
internal readonly record struct Spending(double Share, TimeSpan? RetryAfter);
