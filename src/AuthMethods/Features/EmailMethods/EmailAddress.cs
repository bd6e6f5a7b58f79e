using System.Text.RegularExpressions;

namespace AuthMethods.Features.EmailMethods;

internal static partial class EmailAddress
{
    private const int MaxLength = 254;

    /// <summary>A local part, <c>@</c> and a domain with a dot; no spaces, at most 254 characters.</summary>
    public static bool IsValid(string address) => address.Length <= MaxLength && Pattern().IsMatch(address);

    [GeneratedRegex(
        @"^[^@\s\p{C}""(),:;<>\[\\\]]{1,64}@[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Pattern();
}
