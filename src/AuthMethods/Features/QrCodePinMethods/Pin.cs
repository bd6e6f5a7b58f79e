using System.Security.Cryptography;

namespace AuthMethods.Features.QrCodePinMethods;

internal static class Pin
{
    private const int Longest = 20;

    /// <summary>Only digits; at least as many as the policy requires and at most 20.</summary>
    public static bool IsValid(string pin, int shortest) => pin.Length >= shortest && pin.Length <= Longest && pin.All(char.IsAsciiDigit);

    public static string Generate(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
