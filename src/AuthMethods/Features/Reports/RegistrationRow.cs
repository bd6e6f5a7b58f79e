using AuthMethods.Storage;

namespace AuthMethods.Features.Reports;

/// <summary>What the database answers about one user's registration, all of it from the rows as they are now.</summary>
public sealed class RegistrationRow
{
    public Guid Id { get; init; }
    public string UserPrincipalName { get; init; } = "";
    public string UserPrincipalNameKey { get; init; } = "";
    public string? DisplayName { get; init; }
    public string DisplayNameKey { get; init; } = "";
    public string UserType { get; init; } = "";
    public bool IsAdmin { get; init; }
    public bool IsMfaRegistered { get; init; }
    public bool IsMfaCapable { get; init; }
    public bool IsPasswordlessCapable { get; init; }
    public bool IsSsprRegistered { get; init; }
    public bool IsSsprEnabled { get; init; }
    public bool IsSystemPreferredEnabled { get; init; }
    public DefaultFactor DefaultFactor { get; init; }
    /// <summary>The bits of <see cref="Users.Registered"/> that are open to the user by the policy, of those that depend on groups.</summary>
    public long ScopedBits { get; init; }
    public bool IsSmsAllowed { get; init; }
}

/// <summary>Graph's <c>userDefaultAuthenticationMethod</c>: <see cref="SecondFactor"/>, or none.</summary>
public enum DefaultFactor
{
    Push,
    Oath,
    VoiceMobile,
    VoiceAlternateMobile,
    VoiceOffice,
    Sms,
    None,
}
