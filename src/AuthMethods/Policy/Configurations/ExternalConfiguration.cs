using AuthMethods.Graph;

namespace AuthMethods.Policy.Configurations;

/// <summary>Graph's <c>externalAuthenticationMethodConfiguration</c>: another provider as a second factor. A tenant has any number; their ids are GUIDs.</summary>
[GraphType("externalAuthenticationMethodConfiguration")]
public sealed class ExternalConfiguration : MethodConfiguration<MethodTarget>
{
    public ExternalConfiguration() => (State, IncludeTargets) = (MethodState.Disabled, []);

    public string DisplayName { get; set; } = "";

    /// <summary>The provider's application in this directory.</summary>
    public string AppId { get; set; } = "";

    public OpenIdConnectSetting OpenIdConnectSetting { get; set; } = new();
}

/// <summary>Graph's <c>openIdConnectSetting</c>.</summary>
[GraphType("openIdConnectSetting")]
public sealed class OpenIdConnectSetting
{
    public string ClientId { get; set; } = "";

    public string DiscoveryUrl { get; set; } = "";
}
