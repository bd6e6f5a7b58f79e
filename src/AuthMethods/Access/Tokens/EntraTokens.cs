using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>Validates tokens of Microsoft Entra ID with Microsoft.Identity.Web.</summary>
internal static class EntraTokens
{
    /// <summary>The issuers of version 1 tokens, which the version 2 metadata doesn't list; the keys are the same.</summary>
    private static readonly string[] VersionOneIssuers = ["https://sts.windows.net/", "https://sts.chinacloudapi.cn/"];

    public static void AddEntra(this AuthenticationBuilder authentication, IConfigurationSection azureAd) => authentication.AddMicrosoftIdentityWebApi(
        options => azureAd.Bind(options),
        options =>
        {
            azureAd.Bind(options);
            // Identity.Web requires one; a server that isn't registered in Entra accepts tokens for Graph.
            if (string.IsNullOrEmpty(options.ClientId)) options.ClientId = GraphTokenHandler.GraphAppId;
        });

    /// <summary>Sets what Identity.Web leaves open, and checks issuers without the second download of metadata that Identity.Web would do.</summary>
    public static void CompleteEntra(this JwtBearerOptions options, AzureAdOptions azureAd)
    {
        var keys = (ConfigurationManager<OpenIdConnectConfiguration>)options.ConfigurationManager!;
        keys.RefreshInterval = azureAd.KeyRefreshInterval;
        // A key that Entra has withdrawn is no longer valid.
        keys.UseLastKnownGoodConfiguration = false;
        // Takes precedence over Identity.Web's own validator, which does not compare one tenant's issuer with the token's tid.
        options.TokenValidationParameters.IssuerValidatorUsingConfiguration = (issuer, token, _, published) => IsIssuerOfTenant(issuer, token, published.Issuer)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException { InvalidIssuer = issuer };
    }

    /// <summary>The metadata contains either one tenant's id or the placeholder <c>{tenantid}</c>, which allows any tenant.</summary>
    private static bool IsIssuerOfTenant(string issuer, SecurityToken token, string published)
    {
        if (token is not JsonWebToken jwt || !jwt.TryGetPayloadValue<string>("tid", out var tenant)) return false;
        var expected = published.Replace("{tenantid}", tenant, StringComparison.Ordinal);
        return expected.EndsWith($"/{tenant}/v2.0", StringComparison.Ordinal)
            && (issuer == expected || VersionOneIssuers.Any(v1 => issuer == $"{v1}{tenant}/"));
    }
}
