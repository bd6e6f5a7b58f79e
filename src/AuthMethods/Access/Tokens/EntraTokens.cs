using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.Validators;

namespace AuthMethods.Access.Tokens;

/// <summary>What makes a token one of Microsoft Entra ID: the keys it publishes, and an issuer that goes with the token's tenant.</summary>
internal static class EntraTokens
{
    /// <summary>The issuers of version 1 tokens, which the metadata of version 2 doesn't name; the keys are the same.</summary>
    private static readonly string[] VersionOneIssuers = ["https://sts.windows.net/", "https://sts.chinacloudapi.cn/"];

    public static void AcceptEntra(this TokenValidationParameters rules, AzureAdOptions options)
    {
        rules.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{options.Authority}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = options.RequireHttpsMetadata })
        {
            RefreshInterval = options.KeyRefreshInterval,
            // A key that Entra has withdrawn is not good any more, however well it worked before.
            UseLastKnownGoodConfiguration = false,
        };
        rules.EnableAadSigningKeyIssuerValidation();
        rules.IssuerValidatorUsingConfiguration = (issuer, token, _, published) => IsIssuerOfTenant(issuer, token, published.Issuer)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException { InvalidIssuer = issuer };
    }

    /// <summary>The metadata names one tenant, or says <c>{tenantid}</c> where the token's own stands: then every tenant is meant.</summary>
    private static bool IsIssuerOfTenant(string issuer, SecurityToken token, string published)
    {
        if (token is not Microsoft.IdentityModel.JsonWebTokens.JsonWebToken jwt || !jwt.TryGetPayloadValue<string>("tid", out var tenant)) return false;
        var expected = published.Replace("{tenantid}", tenant, StringComparison.Ordinal);
        return expected.EndsWith($"/{tenant}/v2.0", StringComparison.Ordinal)
            && (issuer == expected || VersionOneIssuers.Any(v1 => issuer == $"{v1}{tenant}/"));
    }
}
