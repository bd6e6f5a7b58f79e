using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Authentication;

/// <summary>Graph's <c>authentication</c>.</summary>
[GraphType("authentication")]
[Example("""{"id":"00000000-0000-4000-8000-000000000022","requirements":{"perUserMfaState":"disabled"},"signInPreferences":{"isSystemPreferredAuthenticationMethodEnabled":true,"userPreferredMethodForSecondaryAuthentication":"sms","systemPreferredAuthenticationMethod":"sms"}}""")]
public sealed record AuthenticationContainer(string Id)
{
    [BetaOnly]
    public StrongAuthenticationRequirements? Requirements { get; init; }

    [BetaOnly]
    public SignInPreferences? SignInPreferences { get; init; }
}

/// <summary>Graph's <c>signInPreferences</c>. The preference is null while no second factor is registered.</summary>
[GraphType("signInPreferences")]
[Example("""{"isSystemPreferredAuthenticationMethodEnabled":true,"userPreferredMethodForSecondaryAuthentication":"sms","systemPreferredAuthenticationMethod":"sms"}""")]
public sealed record SignInPreferences(bool IsSystemPreferredAuthenticationMethodEnabled, SecondFactor? UserPreferredMethodForSecondaryAuthentication)
{
    /// <summary>The most secure registered and allowed method, as in the report; null if the system preference is off.</summary>
    [Computed]
    public string? SystemPreferredAuthenticationMethod { get; init; }
}

/// <summary>Graph's <c>strongAuthenticationRequirements</c>: per-user multi-factor authentication.</summary>
[GraphType("strongAuthenticationRequirements")]
[Example("""{"perUserMfaState":"disabled"}""")]
public sealed record StrongAuthenticationRequirements(PerUserMfaState PerUserMfaState);
