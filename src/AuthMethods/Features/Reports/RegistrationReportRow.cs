using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Reports;

/// <summary>A user's registration, computed by the database from the current rows.</summary>
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
    /// <summary>The bits of <see cref="Registered"/> that depend on groups and that the policy allows this user.</summary>
    public long ScopedBits { get; init; }
    /// <summary>The restricted uses that this user may use, as bits of <see cref="MethodReach"/>.</summary>
    public long ScopedUses { get; init; }
}

/// <summary>How many users have the same registrations.</summary>
public sealed class RegistrationCount
{
    /// <summary>The sum of the bits of their methods, each bit pattern once.</summary>
    public long Sum { get; init; }
    /// <summary>As in <see cref="RegistrationReportRow"/>.</summary>
    public long ScopedBits { get; init; }
    /// <summary>They have at least two methods for password reset; only computed when two are required.</summary>
    public bool HasSeveralForReset { get; init; }
    public int Users { get; init; }
}

/// <summary>The <see cref="Registered"/> bits of a method.</summary>
public sealed class RegisteredMethod
{
    public Guid UserId { get; init; }
    public long Bits { get; init; }
}

/// <summary>The bits that depend on groups and that the policy allows a user.</summary>
public sealed class ScopedUser
{
    public Guid Id { get; init; }
    public long ScopedBits { get; init; }
}

/// <summary>Graph's <c>userDefaultAuthenticationMethod</c>: <see cref="SecondFactor"/>, or none.</summary>
[GraphName("userDefaultAuthenticationMethod"), UnknownFutureValue(7)]
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
