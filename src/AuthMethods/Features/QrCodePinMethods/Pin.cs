using System.Security.Cryptography;

namespace AuthMethods.Features.QrCodePinMethods;

internal static class Pin
{
    private const int MaxLength = 20;

    /// <summary>Only digits; at least as many as the policy requires and at most 20.</summary>
    public static bool IsValid(string pin, int minLength) => pin.Length >= minLength && pin.Length <= MaxLength && pin.All(char.IsAsciiDigit);

    public static string Generate(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
