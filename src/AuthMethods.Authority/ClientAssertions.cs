using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>Validates client assertions (RFC 7523), with which applications authenticate by a certificate.</summary>
internal sealed class ClientAssertions(IOptions<AuthorityOptions> options, Writer writer, TimeProvider time)
{
    /// <summary>How far ahead an assertion may expire, apart from the clocks' difference. MSAL's expire after ten minutes.</summary>
    internal static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(10);

    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly Dictionary<Guid, RsaSecurityKey> _keys = options.Value.ClientCertificates.ToDictionary(
        named => Guid.Parse(named.Key, CultureInfo.InvariantCulture), named => KeyOf(named.Value)!);

    /// <summary>Throws unless the assertion in a token request was issued by the application for this address, hasn't expired and wasn't used before.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="form">Its form.</param>
    /// <param name="application">The client id.</param>
    /// <param name="credentials">The certificates registered through Graph, in addition to those of the configuration.</param>
    public async Task CheckAsync(
        HttpContext http, Guid tenant, IFormCollection form, Guid application, IEnumerable<ApplicationCredentialRow> credentials)
    {
        if (form["client_assertion_type"] != Type) throw AuthorityErrors.AssertionInvalid($"its type is not '{Type}'");
        RsaSecurityKey[] keys =
        [
            .. credentials.Where(c => c.Certificate is not null && Clients.IsInForce(c, time.GetUtcNow())).Select(KeyOf).OfType<RsaSecurityKey>(),
            .. _keys.TryGetValue(application, out var configured) ? [configured] : Array.Empty<RsaSecurityKey>(),
        ];
        if (keys.Length == 0) throw AuthorityErrors.AssertionInvalid("no certificate is registered for the application");
        var result = await _handler.ValidateTokenAsync(form["client_assertion"].ToString(), new()
        {
            IssuerSigningKeys = keys,
            // The header may identify the certificate by either of two thumbprints or not at all; there are few.
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = [SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256],
            ValidateIssuer = false,
            ValidAudience = $"{http.Origin()}{http.Request.PathBase}{http.Request.Path}",
            LifetimeValidator = IsInForce,
        });
        if (result.Exception is { } exception) throw AuthorityErrors.AssertionInvalid(ReasonOf(exception));
        if (!Names("iss") || !Names("sub")) throw AuthorityErrors.AssertionInvalid("its issuer and its subject are not the application");
        if (!await TryUseAsync(tenant, application, (JsonWebToken)result.SecurityToken)) throw AuthorityErrors.AssertionInvalid("it was used before");

        bool Names(string claim) => GuidKey.TryParse(result.ClaimsIdentity.FindFirst(claim)?.Value, out var id) && id == application;
    }

    /// <summary>False if the assertion was used before, here or on another server. One without an id is known by its text.</summary>
    private Task<bool> TryUseAsync(Guid tenant, Guid application, JsonWebToken assertion)
    {
        var id = assertion.Id is { Length: > 0 } jti ? $"jti {jti}" : $"text {assertion.EncodedHeader}.{assertion.EncodedPayload}";
        var expires = new DateTimeOffset(DateTime.SpecifyKind(assertion.ValidTo, DateTimeKind.Utc)) + TokenValidationParameters.DefaultClockSkew;
        return writer.RunAsync(
            tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(() => change.TryUseAsync($"{application}\n{id}", expires)));
    }

    /// <summary>Whether a file contains a certificate with an RSA key.</summary>
    internal static bool HoldsKey(string path)
    {
        try
        {
            return KeyOf(path) is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    private static RsaSecurityKey? KeyOf(string path)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        return certificate.GetRSAPublicKey() is { } key ? new(key) : null;
    }

    private static RsaSecurityKey? KeyOf(ApplicationCredentialRow credential)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(credential.Certificate!));
        return certificate.GetRSAPublicKey() is { } key ? new(key) : null;
    }

    private bool IsInForce(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var skew = TokenValidationParameters.DefaultClockSkew;
        return until > now && until <= now + MaxLifetime + skew && !(from > now + skew);
    }

    private static string ReasonOf(Exception exception) => exception switch
    {
        SecurityTokenInvalidLifetimeException => "it is not within its valid time range",
        SecurityTokenInvalidAudienceException => "it is for another address",
        SecurityTokenMalformedException or ArgumentException => "it is not a JSON web token",
        _ => "its signature is not that of the registered certificate",
    };
}
