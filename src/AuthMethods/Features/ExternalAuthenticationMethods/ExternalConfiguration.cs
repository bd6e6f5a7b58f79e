using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>
/// Graph's <c>externalAuthenticationMethodConfiguration</c>: an external provider as a second factor. A tenant can have any number of
/// them; their ids are GUIDs.
/// </summary>
[GraphType("externalAuthenticationMethodConfiguration")]
[Example("""{"id":"b183b746-e7db-4fa2-bafc-69ecf18850dd","state":"disabled","excludeTargets":[],"displayName":"Adatum","appId":"73f7c26a-7a24-4408-adfa-ff1ff19b5c10","openIdConnectSetting":{"clientId":"966c7a17-8cb9-47a6-8504-c1e50b05f21d","discoveryUrl":"https://adatum.com/.well-known/openid-configuration"},"includeTargets":[]}""")]
public sealed class ExternalConfiguration : MethodConfiguration<MethodTarget>
{
    private const int MaxNameLength = 256;

    public ExternalConfiguration() => (State, IncludeTargets) = (MethodState.Disabled, []);

    public string DisplayName { get; set; } = "";

    /// <summary>The provider's application in this directory.</summary>
    public string AppId { get; set; } = "";

    public OpenIdConnectSetting OpenIdConnectSetting { get; set; } = new();

    internal override string? InvalidProperty() =>
        string.IsNullOrWhiteSpace(DisplayName) || DisplayName.Length > MaxNameLength ? "displayName"
        : !GuidKey.TryParse(AppId, out _) ? "appId"
        : string.IsNullOrWhiteSpace(OpenIdConnectSetting.ClientId) || !IsHttps(OpenIdConnectSetting.DiscoveryUrl) ? "openIdConnectSetting"
        : base.InvalidProperty();

    private static bool IsHttps(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}

/// <summary>Graph's <c>openIdConnectSetting</c>.</summary>
[GraphType("openIdConnectSetting")]
public sealed class OpenIdConnectSetting
{
    public string ClientId { get; set; } = "";

    public string DiscoveryUrl { get; set; } = "";
}
