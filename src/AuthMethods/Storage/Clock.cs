namespace AuthMethods.Storage;

internal static class Clock
{
    /// <summary>The current time in whole microseconds, as the engines store it.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => Truncate(time.GetUtcNow());

    private static DateTimeOffset Truncate(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>The current time in whole seconds, as directory objects show it.</summary>
    public static DateTimeOffset NowInSeconds(this TimeProvider time) => time.GetUtcNow().TruncateToSecond();

    /// <summary>The current time of a tenant in whole microseconds, whichever tenant is in force; of the server for the empty id.</summary>
    public static DateTimeOffset NowOf(this TimeProvider time, Guid tenant) => time is TenantTime clocks ? Truncate(clocks.NowOf(tenant)) : time.Now();

    /// <summary>The server's own clock, for what belongs to no tenant.</summary>
    public static TimeProvider OfServer(this TimeProvider time) => time is TenantTime clocks ? clocks.Server : time;

    /// <summary>The tenants whose clocks differ from the server's.</summary>
    public static Guid[] MovedTenants(this TimeProvider time) => time is TenantTime clocks ? clocks.Moved : [];

    public static DateTimeOffset TruncateToSecond(this DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
