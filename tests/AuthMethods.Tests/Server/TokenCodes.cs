using AuthMethods.Features.HardwareOathMethods;
using OtpNet;

namespace AuthMethods.Tests.Server;

/// <summary>The codes that a hardware token shows.</summary>
internal static class TokenCodes
{
    public static string CodeAt(long step, byte[] seed, HashFunction hash) =>
        new Totp(seed, step: 1, hash == HashFunction.Hmacsha256 ? OtpHashMode.Sha256 : OtpHashMode.Sha1).ComputeTotp(DateTime.UnixEpoch.AddSeconds(step));
}
