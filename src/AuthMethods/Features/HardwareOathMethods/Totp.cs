using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Time-based one-time codes of six digits: RFC 6238.</summary>
internal static class Totp
{
    /// <summary>How many steps a token's clock may be off, before and after.</summary>
    private const int Window = 1;

    /// <summary>
    /// The time step that a code is of, near <paramref name="now"/>; null when there is none. No step up to <paramref name="used"/>
    /// counts: a code is good once.
    /// </summary>
    public static long? StepOf(string code, byte[] seed, HashFunction hash, int interval, DateTimeOffset now, long used)
    {
        var current = now.ToUnixTimeSeconds() / interval;
        var sent = Encoding.UTF8.GetBytes(code);
        for (var step = Math.Max(current - Window, used + 1); step <= current + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(step, seed, hash)), sent)) return step;
        }

        return null;
    }

    internal static string CodeAt(long step, byte[] seed, HashFunction hash)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What the tokens compute: an HMAC does not rest on what SHA-1 has lost.
        var mac = hash == HashFunction.Hmacsha256 ? HMACSHA256.HashData(seed, counter) : HMACSHA1.HashData(seed, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 0x0F)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
