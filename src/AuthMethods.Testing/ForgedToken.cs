using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AuthMethods.Authority;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Testing;

/// <summary>An access token that is wrong in chosen ways and right in all others.</summary>
public sealed class ForgedToken
{
    // The server accepts tokens that are valid this much later, because clocks differ.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly AuthMethodsHost _host;
    private readonly JsonObject _claims;
    private readonly DateTimeOffset _issued;
    private Signature _signature;

    internal ForgedToken(string valid, AuthMethodsHost host)
    {
        _host = host;
        _claims = JsonNode.Parse(WebEncoders.Base64UrlDecode(valid.Split('.')[1]))!.AsObject();
        _issued = DateTimeOffset.FromUnixTimeSeconds((long)_claims["iat"]!);
    }

    private enum Signature
    {
        Own,
        Strange,
        None,
    }

    /// <summary>The token expired so long ago.</summary>
    public ForgedToken ExpiredBy(TimeSpan time)
    {
        var end = _issued - time;
        return ValidBetween(end - Lifetime, end);
    }

    /// <summary>The token becomes valid after this time, and after the five minutes that servers tolerate.</summary>
    public ForgedToken NotValidFor(TimeSpan time)
    {
        var start = _issued + ClockSkew + time;
        return ValidBetween(start, start + Lifetime);
    }

    /// <summary>The token is for another API.</summary>
    public ForgedToken ForAudience(string audience) => With("aud", audience);

    /// <summary>Another authority issued the token.</summary>
    public ForgedToken IssuedBy(string issuer) => With("iss", issuer);

    /// <summary>The token names another tenant than its issuer does.</summary>
    public ForgedToken OfTenant(Guid tenant) => With("tid", tenant.ToString());

    /// <summary>The token contains no permissions.</summary>
    public ForgedToken WithoutPermissions() => With("scp", null).With("roles", null);

    /// <summary>A claim has another value, or is missing if that is null.</summary>
    public ForgedToken With(string claim, JsonNode? value)
    {
        _claims.Remove(claim);
        if (value is not null) _claims[claim] = value;
        return this;
    }

    /// <summary>Somebody else's key signed the token, under the id of the server's.</summary>
    public ForgedToken SignedByStranger()
    {
        _signature = Signature.Strange;
        return this;
    }

    /// <summary>Nobody signed the token: its algorithm is <c>none</c>.</summary>
    public ForgedToken Unsigned()
    {
        _signature = Signature.None;
        return this;
    }

    private ForgedToken ValidBetween(DateTimeOffset start, DateTimeOffset end) =>
        With("iat", start.ToUnixTimeSeconds()).With("nbf", start.ToUnixTimeSeconds()).With("exp", end.ToUnixTimeSeconds());

    /// <summary>The token as a client sends it.</summary>
    public override string ToString()
    {
        var own = _host.Services.GetRequiredService<SigningKeys>().Current;
        var handler = new JsonWebTokenHandler();
        if (_signature == Signature.Own) return handler.CreateToken(_claims.ToJsonString(), own.Credentials);
        if (_signature == Signature.None)
        {
            var header = new JsonObject { ["alg"] = "none", ["typ"] = "JWT", ["kid"] = own.Id };
            return $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(_claims.ToJsonString())}.";
        }

        using var rsa = RSA.Create(2048);
        var stranger = new RsaSecurityKey(rsa) { KeyId = own.Id, CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        return handler.CreateToken(_claims.ToJsonString(), new SigningCredentials(stranger, SecurityAlgorithms.RsaSha256));
    }
}
