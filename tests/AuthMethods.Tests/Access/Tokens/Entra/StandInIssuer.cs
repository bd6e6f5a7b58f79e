using System.Security.Cryptography;
using AuthMethods.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Access.Tokens.Entra;

/// <summary>Stands in for Microsoft Entra ID: publishes the same metadata and keys on a port of its own, and issues the same tokens.</summary>
internal sealed class StandInIssuer : IAsyncDisposable
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly WebApplication _app;

    // Replaced as a whole, never changed, because another thread may be reading it.
    private RsaSecurityKey[] _published = [];

    private StandInIssuer(WebApplication app) => _app = app;

    public string Origin => _app.Urls.Single();

    /// <summary>The signing key.</summary>
    public RsaSecurityKey Key { get; private set; } = null!;

    public static async Task<StandInIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new StandInIssuer(app);
        issuer.Rotate();
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => Results.Json(new
        {
            issuer = $"{issuer.Origin}/{(tenant == "organizations" ? "{tenantid}" : tenant)}/v2.0",
            jwks_uri = $"{issuer.Origin}/{tenant}/discovery/v2.0/keys",
        }));
        app.MapGet("/{tenant}/discovery/v2.0/keys", (string tenant) => Results.Json(new
        {
            keys = issuer._published.Select(k => new
            {
                kty = "RSA",
                use = "sig",
                kid = k.KeyId,
                n = Base64UrlEncoder.Encode(k.Rsa.ExportParameters(false).Modulus),
                e = Base64UrlEncoder.Encode(k.Rsa.ExportParameters(false).Exponent),
                issuer = $"{issuer.Origin}/{(tenant == "organizations" ? "{tenantid}" : tenant)}/v2.0",
            }),
        }));
        await app.StartAsync();
        return issuer;
    }

    /// <summary>Publishes a new key and signs with it.</summary>
    public void Rotate() => RotateBeside(_published);

    /// <summary>Publishes a new key in place of all others and signs with it.</summary>
    public void RotateAndWithdraw() => RotateBeside([]);

    private void RotateBeside(RsaSecurityKey[] others)
    {
        Key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
        _published = [.. others, Key];
    }

    /// <summary>A user's token, version 2.</summary>
    public string ForUser(Guid tenant, Guid user, Action<SecurityTokenDescriptor>? change = null, params string[] wids) => Sign(tenant, change, new()
    {
        ["tid"] = tenant.ToString(),
        ["oid"] = user.ToString(),
        ["sub"] = "pairwise-subject-of-the-user",
        ["azp"] = Guid.NewGuid().ToString(),
        ["ver"] = "2.0",
        ["scp"] = string.Join(' ', GraphPermissions.Delegated),
        // Entra includes the default role that every member has.
        ["wids"] = wids.Append("b79fbf4d-3ef9-4689-8143-76b194e85509").ToArray(),
    });

    /// <summary>An application's token, without the optional <c>idtyp</c>.</summary>
    public string ForApplication(Guid tenant, params string[] roles)
    {
        var principal = Guid.NewGuid().ToString();
        return Sign(tenant, null, new()
        {
            ["tid"] = tenant.ToString(),
            ["oid"] = principal,
            ["sub"] = principal,
            ["azp"] = Guid.NewGuid().ToString(),
            ["ver"] = "2.0",
            ["roles"] = roles,
        });
    }

    private string Sign(Guid tenant, Action<SecurityTokenDescriptor>? change, Dictionary<string, object> claims)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            Issuer = $"{Origin}/{tenant}/v2.0",
            Audience = "https://graph.microsoft.com",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
            Claims = claims,
        };
        change?.Invoke(token);
        return Handler.CreateToken(token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
