using System.Collections.Concurrent;
using System.Security.Claims;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>
/// Validates access tokens: those of Microsoft Entra ID with its published keys, those of the built-in authority with its own keys.
/// A valid token is cached by its full text until it expires or the keys change.
/// </summary>
internal sealed class GraphTokenHandler : TokenHandler
{
    internal const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    private const int MaxTokenLength = 16 * 1024;

    // In characters. The parsed claims of a token take about as much memory as its text: some 64 MB in all.
    private const int MaxWeight = 16 * 1024 * 1024;
    private const int WeightPerToken = 1024;

    /// <summary>Graph, by name and by application id.</summary>
    private static readonly string[] GraphAudiences = ["https://graph.microsoft.com", "https://graph.microsoft.com/", GraphAppId];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);
    private readonly TokenValidationParameters? _builtIn;
    private readonly BuiltInIssuer _builtInIssuer;
    private readonly TimeProvider _time;
    private readonly IServerAddresses _addresses;
    private long _weight;

    public GraphTokenHandler(BuiltInIssuer builtInIssuer, IServerAddresses addresses, TimeProvider time)
    {
        (_builtInIssuer, _time, _addresses) = (builtInIssuer, time, addresses);
        if (!builtInIssuer.IsEnabled) return;
        _builtIn = new();
        ApplyCommonRules(_builtIn, []);
        _builtIn.IssuerSigningKeyResolver = (_, _, kid, _) => builtInIssuer.Find(kid) is { } key ? [key] : [];
        _builtIn.IssuerValidator = (issuer, token, _) =>
            token is JsonWebToken jwt && jwt.GetPayloadValue<string>("tid") is var tenant
            && (issuer.EndsWith($"/{tenant}/v2.0", StringComparison.Ordinal) || issuer.EndsWith($"/{tenant}/", StringComparison.Ordinal))
                ? issuer
                : throw new SecurityTokenInvalidIssuerException { InvalidIssuer = issuer };
    }

    /// <summary>Applies the rules for tokens of both issuers.</summary>
    public void ApplyCommonRules(TokenValidationParameters rules, IEnumerable<string> audiences)
    {
        rules.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        rules.ValidTypes = ["JWT", "at+jwt"];
        rules.RequireSignedTokens = true;
        rules.RequireExpirationTime = true;
        rules.ValidAudiences = [.. GraphAudiences, .. audiences];
        rules.AudienceValidator = (found, _, own) => found.Any(a => own.ValidAudiences.Contains(a) || _addresses.Contains(a));
        rules.LifetimeValidator = (from, until, token, _) =>
        {
            var tenant = token is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var tid) && GuidKey.TryParse(tid, out var id) ? id : Guid.Empty;
            var now = _time.NowOf(tenant).UtcDateTime;
            return until is { } end && now < end && (from is not { } start || now.AddMinutes(5) >= start);
        };
    }

    /// <param name="token">The token's text.</param>
    /// <param name="validationParameters">The rules for Entra's tokens, which have no keys unless Entra is configured.</param>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (token.Length > MaxTokenLength) return Failed(new SecurityTokenInvalidTypeException());
        if (_remembered.TryGetValue(token, out var known))
        {
            var areSame = known.Kid is { } kid ? _builtInIssuer.IsKnown(kid) : ReferenceEquals(known.Keys, await PublishedAsync(validationParameters));
            if (areSame && _time.NowOf(known.Tenant) < known.Until)
            {
                return known.Result;
            }

            if (_remembered.TryRemove(token, out _)) Interlocked.Add(ref _weight, -Weight(token));
        }

        if (!_handler.CanReadToken(token)) return Failed(new SecurityTokenMalformedException());
        JsonWebToken jwt;
        try
        {
            jwt = _handler.ReadJsonWebToken(token);
        }
        catch (ArgumentException e)
        {
            return Failed(new SecurityTokenMalformedException(e.Message));
        }

        var isBuiltIn = _builtIn is not null && _builtInIssuer.Find(jwt.Kid) is not null;
        if (!isBuiltIn && validationParameters.ConfigurationManager is null) return Failed(new SecurityTokenSignatureKeyNotFoundException());
        var keys = isBuiltIn ? null : await PublishedAsync(validationParameters);
        var result = await _handler.ValidateTokenAsync(jwt, isBuiltIn ? _builtIn : validationParameters);
        if (!result.IsValid) return result;
        if (AccessToken.From(result.ClaimsIdentity, isBuiltIn) is not { } access) return Failed(new SecurityTokenInvalidTypeException());
        result.ClaimsIdentity = new CallerIdentity(access);
        Remember(token, new(
            result, access.TenantId, isBuiltIn ? jwt.Kid : null, keys, new DateTimeOffset(DateTime.SpecifyKind(jwt.ValidTo, DateTimeKind.Utc))));
        return result;
    }

    /// <summary>The current keys: a new object after each download.</summary>
    private static async Task<BaseConfiguration> PublishedAsync(TokenValidationParameters rules)
    {
        var keys = rules.ConfigurationManager;
        try
        {
            return await keys.GetBaseConfigurationAsync(CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            throw new KeysUnavailableException(keys.MetadataAddress, e);
        }
    }

    private void Remember(string token, Remembered result)
    {
        // A full cache means far more sessions than one server has, or an attack: clearing it is cheap and safe.
        if (Interlocked.Read(ref _weight) + Weight(token) > MaxWeight)
        {
            _remembered.Clear();
            Interlocked.Exchange(ref _weight, 0);
        }

        if (_remembered.TryAdd(token, result)) Interlocked.Add(ref _weight, Weight(token));
    }

    private static int Weight(string token) => token.Length + WeightPerToken;

    private static TokenValidationResult Failed(Exception exception) => new() { IsValid = false, Exception = exception };

    private sealed record Remembered(TokenValidationResult Result, Guid Tenant, string? Kid, BaseConfiguration? Keys, DateTimeOffset Until);
}

/// <summary>The identity of a validated token, with its claims already parsed.</summary>
internal sealed class CallerIdentity(AccessToken token) : ClaimsIdentity("Bearer")
{
    public AccessToken Token { get; } = token;
}
