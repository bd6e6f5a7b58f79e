using System.Collections.Concurrent;

namespace AuthMethods.Storage;

/// <summary>The server's own clock, which tenants' clocks are set from. Tests replace it.</summary>
/// <param name="Provider">The clock.</param>
public sealed record ServerTime(TimeProvider Provider);

/// <summary>
/// The time of the tenant in force: that of the database context which was last given a tenant, in the same request or change. Where none is in
/// force, and for a tenant whose clock was never moved, it is the server's.
/// </summary>
internal sealed class TenantTime(ServerTime server) : TimeProvider
{
    // Mutable, because a request learns its tenant in a call whose own assignments would end with it.
    private static readonly AsyncLocal<Scope?> Current = new();

    private static volatile bool _isAnyMoved;

    private readonly ConcurrentDictionary<Guid, TenantClock> _moved = new();

    /// <summary>Whether a clock was moved since the start of the process. Until then nothing notes which tenant is in force.</summary>
    public static bool IsAnyMoved => _isAnyMoved;

    public TimeProvider Server { get; } = server.Provider;

    /// <summary>The tenants whose clocks were moved.</summary>
    public Guid[] Moved => _isAnyMoved ? [.. _moved.Keys] : [];

    public override TimeZoneInfo LocalTimeZone => Server.LocalTimeZone;

    public override long TimestampFrequency => Server.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _isAnyMoved && Current.Value is { } scope ? NowOf(scope.Tenant) : Server.GetUtcNow();

    public override long GetTimestamp() => Server.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Server.CreateTimer(callback, state, dueTime, period);

    public DateTimeOffset NowOf(Guid tenant) =>
        _isAnyMoved && _moved.TryGetValue(tenant, out var clock) ? clock.At(Server.GetUtcNow()) : Server.GetUtcNow();

    /// <param name="tenant">The tenant.</param>
    /// <param name="clock">Null for the server's.</param>
    public void Set(Guid tenant, TenantClock? clock)
    {
        if (clock is null)
        {
            _moved.TryRemove(tenant, out _);
            return;
        }

        _moved[tenant] = clock;
        _isAnyMoved = true;
    }

    /// <summary>Replaces all clocks by those that are stored.</summary>
    public void Set(IReadOnlyDictionary<Guid, TenantClock> clocks)
    {
        foreach (var tenant in _moved.Keys.Where(t => !clocks.ContainsKey(t))) Set(tenant, null);
        foreach (var (tenant, clock) in clocks) Set(tenant, clock);
    }

    /// <summary>Begins a request or change, whose tenant is not in force outside of it.</summary>
    public static void Begin(Guid tenant = default) => Current.Value = new() { Tenant = tenant };

    /// <summary>Puts a tenant in force.</summary>
    public static void Enter(Guid tenant)
    {
        if (tenant == Guid.Empty) return;
        if (Current.Value is { } scope) scope.Tenant = tenant;
        else Begin(tenant);
    }

    private sealed class Scope
    {
        public Guid Tenant { get; set; }
    }
}

/// <summary>A clock that shows another time than the server's.</summary>
/// <param name="Set">The server's time when it was set.</param>
/// <param name="Now">What it showed then.</param>
/// <param name="Rate">How many of its seconds pass in one of the server's.</param>
/// <param name="IsFrozen">Whether it shows the same time until it is set again.</param>
internal sealed record TenantClock(DateTimeOffset Set, DateTimeOffset Now, double Rate, bool IsFrozen)
{
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TenantClock From(TenantClockRow row) => new(row.SetDateTime, row.Now, row.Rate, row.IsFrozen);

    /// <summary>What it shows at a time of the server's; at the end of its range it stops.</summary>
    public DateTimeOffset At(DateTimeOffset server)
    {
        if (IsFrozen) return Now;
        var ticks = Now.Ticks + (server - Set).Ticks * Rate;
        return ticks >= Latest.Ticks ? Latest : Rate == 1 ? Now + (server - Set) : new(Math.Max((long)ticks, Earliest.Ticks), TimeSpan.Zero);
    }
}
