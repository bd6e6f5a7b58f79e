using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>
/// Checks access tokens: those of Microsoft Entra ID by its published keys, those of the built-in authority by its own. A token
/// that was valid is remembered, by its whole text, until it expires or other keys are published.
/// </summary>
internal sealed class GraphTokenHandler : TokenHandler
{
    private const int LongestToken = 16 * 1024;

    // In characters, of which what a token says takes about as many again as its text: some 64 MB in all.
    private const int MostRemembered = 16 * 1024 * 1024;
    private const int WeightOfOne = 1024;

    /// <summary>Graph, by name and by application id.</summary>
    private static readonly string[] GraphAudiences = ["https://graph.microsoft.com", "https://graph.microsoft.com/", "00000003-0000-0000-c000-000000000000"];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);
    private readonly TokenValidationParameters? _entra;
    private readonly TokenValidationParameters? _builtIn;
    private readonly OwnIssuer _own;
    private readonly TimeProvider _time;
    private readonly IServerAddresses _addresses;
    private long _weight;

    public GraphTokenHandler(
        IOptions<AzureAdOptions> azureAd, OwnIssuer own, IServerAddresses addresses, TimeProvider time)
    {
        (_own, _time, _addresses) = (own, time, addresses);
        if (azureAd.Value.IsConfigured) _entra = Entra(azureAd.Value);
        if (!own.IsEnabled) return;
        _builtIn = Common([]);
        _builtIn.IssuerSigningKeyResolver = (_, _, _, _) => [own.Key()];
        _builtIn.IssuerValidator = (issuer, token, _) =>
            token is JsonWebToken jwt && issuer.EndsWith($"/{jwt.GetPayloadValue<string>("tid")}/v2.0", StringComparison.Ordinal)
                ? issuer
                : throw new SecurityTokenInvalidIssuerException();
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (token.Length > LongestToken) return Failed(new SecurityTokenInvalidTypeException());
        if (_remembered.TryGetValue(token, out var known))
        {
            if (_time.GetUtcNow() < known.Until && ReferenceEquals(known.Keys, await PublishedAsync(known.Rules))) return known.Result;
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

        var isBuiltIn = _builtIn is not null && jwt.Kid == _own.Key().KeyId;
        if ((isBuiltIn ? _builtIn : _entra) is not { } rules) return Failed(new SecurityTokenSignatureKeyNotFoundException());
        var keys = await PublishedAsync(rules);
        var result = await _handler.ValidateTokenAsync(jwt, rules);
        if (!result.IsValid) return result;
        if (AccessToken.From(result.ClaimsIdentity, isBuiltIn) is not { } access) return Failed(new SecurityTokenInvalidTypeException());
        result.ClaimsIdentity = new CallerIdentity(access);
        Remember(token, new(result, rules, keys, new DateTimeOffset(DateTime.SpecifyKind(jwt.ValidTo, DateTimeKind.Utc))));
        return result;
    }

    /// <summary>The keys in force: a new object whenever they were fetched again. Null for the built-in authority's, which never change.</summary>
    private static async Task<BaseConfiguration?> PublishedAsync(TokenValidationParameters rules)
    {
        if (rules.ConfigurationManager is null) return null;
        try
        {
            return await rules.ConfigurationManager.GetBaseConfigurationAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // Not reachable yet: the token that is being checked finds no key, and is refused for that.
            return null;
        }
    }

    private TokenValidationParameters Entra(AzureAdOptions options)
    {
        var rules = Common(new[] { options.ClientId, options.Audience, options.ClientId is null ? null : $"api://{options.ClientId}" }.OfType<string>());
        rules.AcceptEntra(options);
        return rules;
    }

    private TokenValidationParameters Common(IEnumerable<string> audiences) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = ["JWT", "at+jwt"],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidAudiences = [.. GraphAudiences, .. audiences],
        AudienceValidator = (found, _, rules) => found.Any(a => rules.ValidAudiences.Contains(a) || _addresses.Contains(a)),
        LifetimeValidator = (from, until, _, rules) =>
        {
            var now = _time.GetUtcNow().UtcDateTime;
            return until is { } end && now < end && (from is not { } start || now.AddMinutes(5) >= start);
        },
    };

    private void Remember(string token, Remembered result)
    {
        // Full means far more sessions than one server has, or someone trying to fill it: forgetting all is cheap and safe.
        if (Interlocked.Read(ref _weight) + Weight(token) > MostRemembered)
        {
            _remembered.Clear();
            Interlocked.Exchange(ref _weight, 0);
        }

        if (_remembered.TryAdd(token, result)) Interlocked.Add(ref _weight, Weight(token));
    }

    private static int Weight(string token) => token.Length + WeightOfOne;

    private static TokenValidationResult Failed(Exception exception) => new() { IsValid = false, Exception = exception };

    private sealed record Remembered(TokenValidationResult Result, TokenValidationParameters Rules, BaseConfiguration? Keys, DateTimeOffset Until);
}

/// <summary>An identity that has been read once.</summary>
internal sealed class CallerIdentity(AccessToken token) : ClaimsIdentity("Bearer")
{
    public AccessToken Token { get; } = token;
}
