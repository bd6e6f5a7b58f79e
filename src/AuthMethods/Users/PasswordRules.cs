namespace AuthMethods.Users;

/// <summary>What a password must be, as the cloud directory has it.</summary>
internal static class PasswordRules
{
    // Entra's global list is not published; these are the bases that every such list starts with.
    private static readonly string[] Banned = ["password", "passw0rd", "p@ssword", "p@ssw0rd", "welcome", "qwerty", "letmein", "12345678", "abcdefgh", "iloveyou"];

    /// <param name="password">The candidate.</param>
    /// <param name="userPrincipalName">Whose it would be: it must not be the name's local part.</param>
    /// <param name="policies">The user's <c>passwordPolicies</c>; <c>DisableStrongPassword</c> lifts the classes rule.</param>
    public static bool Accept(string password, string userPrincipalName, string? policies)
    {
        if (password.Length is < 8 or > 256) return false;
        if (password.Equals(userPrincipalName.Split('@')[0], StringComparison.OrdinalIgnoreCase)) return false;
        if (IsBanned(password)) return false;
        return Classes(password) >= 3 || policies?.Contains("DisableStrongPassword", StringComparison.OrdinalIgnoreCase) == true;
    }

    // A banned word with less than four characters around it is still that word.
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
