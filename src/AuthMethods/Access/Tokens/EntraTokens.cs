using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>Tokens of Microsoft Entra ID, as Microsoft.Identity.Web validates them.</summary>
internal static class EntraTokens
{
    /// <summary>The issuers of version 1 tokens, which the metadata of version 2 doesn't name; the keys are the same.</summary>
    private static readonly string[] VersionOneIssuers = ["https://sts.windows.net/", "https://sts.chinacloudapi.cn/"];

    public static void AddEntra(this AuthenticationBuilder authentication, IConfigurationSection azureAd) => authentication.AddMicrosoftIdentityWebApi(
        options => azureAd.Bind(options),
        options =>
        {
            azureAd.Bind(options);
            // Identity.Web requires one; a server without a registration of its own takes tokens for Graph.
            if (string.IsNullOrEmpty(options.ClientId)) options.ClientId = GraphTokenHandler.GraphAppId;
        });

    /// <summary>What Identity.Web leaves open, or does with metadata that it fetches a second time and keeps apart from the keys.</summary>
    public static void CompleteEntra(this JwtBearerOptions options, AzureAdOptions azureAd)
    {
        var keys = (ConfigurationManager<OpenIdConnectConfiguration>)options.ConfigurationManager!;
        keys.RefreshInterval = azureAd.KeyRefreshInterval;
        // A key that Entra has withdrawn is not valid any more, even if it was before.
        keys.UseLastKnownGoodConfiguration = false;
        // Takes precedence over Identity.Web's own validator, which does not compare one tenant's issuer with the token's tid.
        options.TokenValidationParameters.IssuerValidatorUsingConfiguration = (issuer, token, _, published) => IsIssuerOfTenant(issuer, token, published.Issuer)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException { InvalidIssuer = issuer };
    }

    /// <summary>The metadata names one tenant, or <c>{tenantid}</c> in its place: then every tenant is meant.</summary>
    private static bool IsIssuerOfTenant(string issuer, SecurityToken token, string published)
    {
        if (token is not JsonWebToken jwt || !jwt.TryGetPayloadValue<string>("tid", out var tenant)) return false;
        var expected = published.Replace("{tenantid}", tenant, StringComparison.Ordinal);
        return expected.EndsWith($"/{tenant}/v2.0", StringComparison.Ordinal)
            && (issuer == expected || VersionOneIssuers.Any(v1 => issuer == $"{v1}{tenant}/"));
    }
}
