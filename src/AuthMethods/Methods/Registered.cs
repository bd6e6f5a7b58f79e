namespace AuthMethods.Methods;

/// <summary>Something that registered methods count as in the registration reports. One method may count as several.</summary>
/// <param name="Bit">Stands for it in <see cref="RegisteredMethods.Bits"/>; no two have the same.</param>
/// <param name="Name">As <c>methodsRegistered</c> shows it. Kinds that give the same name are shown as one.</param>
/// <param name="Counts">What it makes its user registered for.</param>
internal sealed record Registered(long Bit, string Name, Counts Counts = Counts.None);

/// <summary>What registered methods make their user registered for.</summary>
[Flags]
internal enum Counts
{
    None = 0,
    /// <summary>Multi-factor authentication.</summary>
    Mfa = 1,
    /// <summary>Signing in without a password.</summary>
    Passwordless = 2,
    /// <summary>Self-service password reset can verify the user by it.</summary>
    PasswordReset = 4,
    /// <summary>It is a second factor at sign-in, even if no preference can name it.</summary>
    SecondFactor = 8,
    /// <summary>Only the summary counts it; <c>methodsRegistered</c> leaves it out.</summary>
    Unlisted = 16,
}
