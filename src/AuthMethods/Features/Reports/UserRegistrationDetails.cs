using System.Text.Json.Serialization;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Reports;

/// <summary>Graph's <c>userRegistrationDetails</c>.</summary>
[GraphType("userRegistrationDetails")]
[Example("""
    {"id":"00000000-0000-4000-8000-000000000022","userPrincipalName":"kim@contoso.com","userDisplayName":"Kim Akers","userType":"member","isAdmin":false,
     "isSsprRegistered":true,"isSsprEnabled":false,"isSsprCapable":false,"isMfaRegistered":true,"isMfaCapable":true,"isPasswordlessCapable":false,
     "methodsRegistered":["mobilePhone","officePhone","email"],"isSystemPreferredAuthenticationMethodEnabled":true,"systemPreferredAuthenticationMethods":["sms"],
     "userPreferredMethodForSecondaryAuthentication":"sms","defaultMfaMethod":"mobilePhone","lastUpdatedDateTime":"2026-01-15T09:30:00Z"}
    """)]
public sealed class UserRegistrationDetails
{
    /// <summary>The user's object id.</summary>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public required string UserPrincipalName { get; init; }

    public string UserDisplayName { get; init; } = "";

    public SignInUserType UserType { get; init; }

    /// <summary>Holds a directory role.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>Has registered enough methods for self-service password reset.</summary>
    public bool IsSsprRegistered { get; init; }

    public bool IsSsprEnabled { get; init; }

    public bool IsSsprCapable { get; init; }

    /// <summary>Has registered a strong method, whether or not the policy allows it.</summary>
    public bool IsMfaRegistered { get; init; }

    /// <summary>Has registered a strong method that the policy allows.</summary>
    public bool IsMfaCapable { get; init; }

    public bool IsPasswordlessCapable { get; init; }

    public IReadOnlyList<string> MethodsRegistered { get; init; } = [];

    public bool IsSystemPreferredAuthenticationMethodEnabled { get; init; }

    /// <summary>The most secure registered and allowed method, if the system preference is on.</summary>
    public IReadOnlyList<string> SystemPreferredAuthenticationMethods { get; init; } = [];

    public DefaultFactor UserPreferredMethodForSecondaryAuthentication { get; init; }

    [BetaOnly]
    public DefaultMfaMethod DefaultMfaMethod { get; init; }

    /// <summary>When this was computed, which is the time of the call.</summary>
    public DateTimeOffset LastUpdatedDateTime { get; init; }

    /// <param name="row">The row from the database.</param>
    /// <param name="bits">The user's <see cref="Registered"/> bits.</param>
    /// <param name="registered">The meaning of the bits.</param>
    /// <param name="reach">What the policy lets users use.</param>
    /// <param name="now">The time of the call.</param>
    internal static UserRegistrationDetails From(
        RegistrationReportRow row, long bits, RegisteredMethods registered, MethodReach reach, DateTimeOffset now) => new()
    {
        Id = row.Id.ToString(),
        UserPrincipalName = row.UserPrincipalName,
        UserDisplayName = row.DisplayName ?? "",
        UserType = SignInUserTypes.Of(row.UserType),
        IsAdmin = row.IsAdmin,
        IsSsprRegistered = row.IsSsprRegistered,
        IsSsprEnabled = row.IsSsprEnabled,
        IsSsprCapable = row.IsSsprRegistered && row.IsSsprEnabled,
        IsMfaRegistered = row.IsMfaRegistered,
        IsMfaCapable = row.IsMfaCapable,
        IsPasswordlessCapable = row.IsPasswordlessCapable,
        MethodsRegistered = [.. registered.Listed.Where(n => (bits & n.Mask) != 0).Select(n => n.Name)],
        IsSystemPreferredAuthenticationMethodEnabled = row.IsSystemPreferredEnabled,
        SystemPreferredAuthenticationMethods =
            row.IsSystemPreferredEnabled && reach.Preferred(bits & (reach.ForEveryone | row.ScopedBits), row.ScopedUses) is { } best ? [best] : [],
        UserPreferredMethodForSecondaryAuthentication = row.DefaultFactor,
        DefaultMfaMethod = MethodOf(row.DefaultFactor),
        LastUpdatedDateTime = now,
    };

    private static DefaultMfaMethod MethodOf(DefaultFactor factor) => factor switch
    {
        DefaultFactor.Push => DefaultMfaMethod.MicrosoftAuthenticatorPush,
        DefaultFactor.Oath => DefaultMfaMethod.SoftwareOneTimePasscode,
        DefaultFactor.VoiceMobile or DefaultFactor.Sms => DefaultMfaMethod.MobilePhone,
        DefaultFactor.VoiceAlternateMobile => DefaultMfaMethod.AlternateMobilePhone,
        DefaultFactor.VoiceOffice => DefaultMfaMethod.OfficePhone,
        DefaultFactor.None => DefaultMfaMethod.None,
    };
}

/// <summary>Graph's <c>defaultMfaMethodType</c>.</summary>
[GraphName("defaultMfaMethodType"), UnknownFutureValue(6)]
public enum DefaultMfaMethod
{
    None,
    MobilePhone,
    AlternateMobilePhone,
    OfficePhone,
    MicrosoftAuthenticatorPush,
    SoftwareOneTimePasscode,
}
