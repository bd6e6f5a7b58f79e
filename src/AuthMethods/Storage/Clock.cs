namespace AuthMethods.Storage;

public static class Clock
{
    /// <summary>Now, to the microsecond, as the engines store it.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>Now in whole seconds, as directory objects show it.</summary>
    public static DateTimeOffset NowInSeconds(this TimeProvider time) => time.GetUtcNow().TruncateToSecond();

    /// <summary>
    /// The first whole second that is not in the past. Sessions are ended from it on, so that a token issued earlier within
    /// this very second ends too; <c>iat</c> has no fractions.
    /// </summary>
    public static DateTimeOffset EndOfThisSecond(this TimeProvider time) => time.GetUtcNow().TruncateToSecond().AddSeconds(1);

    public static DateTimeOffset TruncateToSecond(this DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
