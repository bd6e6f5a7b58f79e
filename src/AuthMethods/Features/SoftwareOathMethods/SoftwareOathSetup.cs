using System.Security.Cryptography;
using AuthMethods.Credentials;
using OtpNet;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>What an authenticator app is given and what it computes: codes of six digits, a new one every 30 seconds.</summary>
internal static class SoftwareOathSetup
{
    public const int Interval = 30;

    private const int NewSecretLength = 20;

    /// <summary>A new secret in Base32.</summary>
    public static string NewSecret() => Base32.Encode(RandomNumberGenerator.GetBytes(NewSecretLength));

    /// <summary>The link that opens an app, and that its camera reads as a QR code.</summary>
    /// <param name="secret">The secret in Base32.</param>
    /// <param name="userPrincipalName">Whose it is, which the app shows.</param>
    public static string LinkOf(string secret, string userPrincipalName) =>
        $"otpauth://totp/{Uri.EscapeDataString($"AuthMethods:{userPrincipalName}")}?secret={secret}&issuer=AuthMethods";

    /// <summary>Whether an app with this secret shows the code now.</summary>
    public static bool IsShown(string code, byte[] secret, DateTimeOffset now) => StepOf(code, secret, now) is not null;

    /// <summary>The time step of a code; null if no app with this secret shows it now.</summary>
    public static long? StepOf(string code, byte[] secret, DateTimeOffset now) => TotpCode.StepOf(code.Trim(), secret, OtpHashMode.Sha1, Interval, now);
}
