namespace AuthMethods.Credentials;

/// <summary>Entra's rules for cloud passwords.</summary>
internal static class PasswordRules
{
    // Entra's global list isn't published; these are the most common entries of such lists.
    private static readonly string[] Banned =
    [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "welcome", "qwerty", "letmein", "12345678", "abcdefgh", "iloveyou"
    ];

    /// <param name="password">The candidate.</param>
    /// <param name="userPrincipalName">The user's name: the password must not be its local part.</param>
    /// <param name="policies">The user's <c>passwordPolicies</c>; <c>DisableStrongPassword</c> turns off the rule about character classes.</param>
    public static bool Accept(string password, string userPrincipalName, string? policies)
    {
        if (!HasLength(password)) return false;
        if (password.Equals(userPrincipalName.Split('@')[0], StringComparison.OrdinalIgnoreCase)) return false;
        if (IsBanned(password)) return false;
        return Classes(password) >= 3 || policies?.Contains("DisableStrongPassword", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>What a password violates, for the user who chose it; null if it is accepted.</summary>
    public static string? ProblemOf(string password, string userPrincipalName, string? policies)
    {
        if (Accept(password, userPrincipalName, policies)) return null;
        var violated = Check(password).Where(rule => !rule.IsMet).Select(rule => rule.Message).ToArray();
        return violated.Length > 0 ? string.Join(' ', violated) : "The password must not be your user name.";
    }

    /// <summary>The rules for every password, and whether this one meets them.</summary>
    public static IEnumerable<(string Rule, bool IsMet, string Message)> Check(string password) =>
    [
        ("LengthRule", HasLength(password), "The password must have 8 to 256 characters."),
        ("ComplexityRule", Classes(password) >= 3, "The password must have characters of three classes: lower case, upper case, digits, symbols."),
        ("BannedPasswordRule", !IsBanned(password), "The password must not be a common one."),
    ];

    private static bool HasLength(string password) => password.Length is >= 8 and <= 256;

    // A banned word plus fewer than four other characters is still banned.
    private static bool IsBanned(string password) =>
        Banned.Any(word => password.Length < word.Length + 4 && password.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static int Classes(string password)
    {
        var classes = 0;
        if (password.Any(char.IsLower)) classes++;
        if (password.Any(char.IsUpper)) classes++;
        if (password.Any(char.IsDigit)) classes++;
        if (password.Any(c => !char.IsLetterOrDigit(c))) classes++;
        return classes;
    }
}
