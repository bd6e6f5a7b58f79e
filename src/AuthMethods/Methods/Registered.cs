namespace AuthMethods.Methods;

/// <summary>An entry of the registration reports that methods count as. One method may count as several.</summary>
/// <param name="Bit">Its unique bit in <see cref="RegisteredMethods.Bits"/>.</param>
/// <param name="Name">Its name in <c>methodsRegistered</c>. Entries with the same name are shown as one.</param>
/// <param name="Counts">What it registers its user for.</param>
internal sealed record Registered(long Bit, string Name, Counts Counts = Counts.None);

/// <summary>What a method registers its user for.</summary>
[Flags]
internal enum Counts
{
    None = 0,
    /// <summary>Multi-factor authentication.</summary>
    Mfa = 1,
    /// <summary>Signing in without a password.</summary>
    Passwordless = 2,
    /// <summary>Self-service password reset accepts it.</summary>
    PasswordReset = 4,
    /// <summary>It is a second factor at sign-in, even if it can't be the preferred one.</summary>
    SecondFactor = 8,
    /// <summary>Only the summary counts it; <c>methodsRegistered</c> omits it.</summary>
    Unlisted = 16,
}
