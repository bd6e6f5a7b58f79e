using OtpNet;

namespace AuthMethods.Credentials;

/// <summary>Time-based one-time codes of six digits (RFC 6238).</summary>
internal static class TotpCode
{
    /// <summary>A clock may be off by one step.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>The time step of a code; null if it is not current.</summary>
    public static long? StepOf(string code, byte[] seed, OtpHashMode hash, int interval, DateTimeOffset now) =>
        new Totp(seed, interval, hash).VerifyTotp(now.UtcDateTime, code, out var step, Window) ? step : null;
}
