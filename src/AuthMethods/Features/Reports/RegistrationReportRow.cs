using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Reports;

/// <summary>What the database answers about one user's registration, all of it from the rows as they are now.</summary>
internal sealed class RegistrationReportRow
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
    /// <summary>The bits of <see cref="Registered"/> that are open to the user by the policy, of those that depend on groups.</summary>
    public long ScopedBits { get; init; }
    /// <summary>The uses of methods that are only for some users, of those that are for this one: for each the bit that <see cref="MethodReach"/> gives it.</summary>
    public long ScopedUses { get; init; }
}

/// <summary>How many users are registered alike.</summary>
public sealed class RegistrationCount
{
    /// <summary>The sum of what their methods count as, each bit pattern once.</summary>
    public long Sum { get; init; }
    /// <summary>As in <see cref="RegistrationReportRow"/>.</summary>
    public long ScopedBits { get; init; }
    /// <summary>They have two methods or more to reset a password with; asked only where that many are required.</summary>
    public bool HasSeveralForReset { get; init; }
    public int Users { get; init; }
}

/// <summary>What one method is <see cref="Registered"/> as.</summary>
public sealed class RegisteredMethod
{
    public Guid UserId { get; init; }
    public long Bits { get; init; }
}

/// <summary>What the policy opens to one user, of what depends on groups.</summary>
public sealed class ScopedUser
{
    public Guid Id { get; init; }
    public long ScopedBits { get; init; }
}

/// <summary>Graph's <c>userDefaultAuthenticationMethod</c>: <see cref="SecondFactor"/>, or none.</summary>
[GraphName("userDefaultAuthenticationMethod")]
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
