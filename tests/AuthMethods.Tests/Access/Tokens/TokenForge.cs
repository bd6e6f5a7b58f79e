using System.Security.Cryptography;
using System.Text;
using AuthMethods.Access;
using AuthMethods.Authority;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Access.Tokens;

/// <summary>Makes tokens that are valid except for what a test changes.</summary>
internal sealed class TokenForge(TestTenant tenant, Guid user)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningKey _key = tenant.Server.Services.GetRequiredService<SigningKeys>().Current;

    public string Kid => _key.Id;

    /// <summary>Signed with the authority's own key, with the modifications of <paramref name="change"/>.</summary>
    public string Make(Action<SecurityTokenDescriptor>? change = null)
    {
        var now = tenant.Server.Clock.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = $"http://localhost/{tenant.Id}/v2.0",
            Audience = "https://graph.microsoft.com",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = new(_key.Security, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["tid"] = tenant.Id.ToString(),
                ["oid"] = user.ToString(),
                ["sub"] = user.ToString(),
                ["idtyp"] = "user",
                ["scp"] = string.Join(' ', GraphPermissions.Delegated),
            },
        };
        change?.Invoke(token);
        return Handler.CreateToken(token);
    }

    /// <summary>Signed by a foreign RSA key with the id of our key.</summary>
    public string SignedByForeignKey()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = Kid, CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        return Make(t => t.SigningCredentials = new(key, SecurityAlgorithms.RsaSha256));
    }

    /// <summary>Signed with the public key as if it were a shared secret.</summary>
    public string SignedWithThePublicKeyAsSecret()
    {
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(_key.Security.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = Kid };
        return Make(t => t.SigningCredentials = new(secret, SecurityAlgorithms.HmacSha256));
    }

    public string Unsigned(bool withKid) =>
        $"{Base64UrlEncoder.Encode(withKid ? $$"""{"alg":"none","typ":"JWT","kid":"{{Kid}}"}""" : """{"alg":"none","typ":"JWT"}""")}.{Make().Split('.')[1]}.";

    /// <summary>A valid signature on other claims than those it was made for.</summary>
    public string Tampered()
    {
        var parts = Make().Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace(user.ToString(), "00000000-0000-4000-8000-000000000001", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
