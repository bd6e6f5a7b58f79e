namespace AuthMethods.Storage;

internal static class Clock
{
    /// <summary>The current time in whole microseconds, as the engines store it.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>The current time in whole seconds, as directory objects show it.</summary>
    public static DateTimeOffset NowInSeconds(this TimeProvider time) => time.GetUtcNow().TruncateToSecond();

    public static DateTimeOffset TruncateToSecond(this DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
