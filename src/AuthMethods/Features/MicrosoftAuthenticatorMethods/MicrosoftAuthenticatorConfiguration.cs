using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMethodConfiguration</c>.</summary>
[GraphType("microsoftAuthenticatorAuthenticationMethodConfiguration")]
public sealed class MicrosoftAuthenticatorConfiguration : MethodConfiguration<MicrosoftAuthenticatorTarget>
{
    public MicrosoftAuthenticatorConfiguration() => Id = "MicrosoftAuthenticator";

    public bool IsSoftwareOathEnabled { get; set; } = true;

    public MicrosoftAuthenticatorFeatures FeatureSettings { get; set; } = new();

    internal override bool NamesGroups => base.NamesGroups
        || FeatureSettings.All.Any(f => f.IncludeTarget.Id != MethodTarget.AllUsers || f.ExcludeTarget.Id != FeatureTarget.Nobody);

    /// <summary>The users who may approve requests after a password, or sign in without one.</summary>
    internal GroupScope UsersOf(bool isPasswordless) =>
        UsersOf(t => t.AuthenticationMode != (isPasswordless ? MicrosoftAuthenticatorMode.Push : MicrosoftAuthenticatorMode.DeviceBasedPush));

    internal override string? InvalidProperty() =>
        FeatureSettings.All.All(f => MethodTarget.IsId(f.IncludeTarget.Id) && MethodTarget.IsId(f.ExcludeTarget.Id))
            ? base.InvalidProperty()
            : "featureSettings";
}

/// <summary>Graph's <c>microsoftAuthenticatorFeatureSettings</c>.</summary>
[GraphType("microsoftAuthenticatorFeatureSettings")]
public sealed class MicrosoftAuthenticatorFeatures
{
    public FeatureSetting DisplayAppInformationRequiredState { get; set; } = new();

    public FeatureSetting DisplayLocationInformationRequiredState { get; set; } = new();

    [BetaOnly]
    public FeatureSetting CompanionAppAllowedState { get; set; } = new();

    [BetaOnly]
    public FeatureSetting NumberMatchingRequiredState { get; set; } = new() { State = FeatureState.Enabled };

    internal IEnumerable<FeatureSetting> All =>
        [DisplayAppInformationRequiredState, DisplayLocationInformationRequiredState, CompanionAppAllowedState, NumberMatchingRequiredState];
}

/// <summary>Graph's <c>authenticationMethodFeatureConfiguration</c>: a feature of the app and the users it applies to.</summary>
[GraphType("authenticationMethodFeatureConfiguration")]
public sealed class FeatureSetting
{
    public FeatureState State { get; set; }

    public FeatureTarget IncludeTarget { get; set; } = new() { Id = MethodTarget.AllUsers };

    public FeatureTarget ExcludeTarget { get; set; } = new() { Id = FeatureTarget.Nobody };
}

/// <summary>Graph's <c>featureTarget</c>.</summary>
[GraphType("featureTarget", IsComplex = true)]
public sealed class FeatureTarget
{
    public const string Nobody = "00000000-0000-0000-0000-000000000000";

    public FeatureTargetType TargetType { get; set; }

    public string Id { get; set => field = MethodTarget.Stored(value); } = Nobody;
}

/// <summary>Graph's <c>featureTargetType</c>.</summary>
[UnknownFutureValue(3)]
public enum FeatureTargetType
{
    Group,
    AdministrativeUnit,
    Role,
}

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMethodTarget</c>.</summary>
[GraphType("microsoftAuthenticatorAuthenticationMethodTarget")]
public sealed class MicrosoftAuthenticatorTarget : MethodTarget
{
    public MicrosoftAuthenticatorMode AuthenticationMode { get; set; } = MicrosoftAuthenticatorMode.Any;
}

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMode</c>.</summary>
[GraphName("microsoftAuthenticatorAuthenticationMode")]
public enum MicrosoftAuthenticatorMode
{
    DeviceBasedPush,
    Push,
    Any,
}
