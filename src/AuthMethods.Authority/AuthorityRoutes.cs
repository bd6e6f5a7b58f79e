using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Access.Tokens;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>The built-in authority's routes, at the same paths as Entra's.</summary>
internal static partial class AuthorityRoutes
{
    /// <summary>The seconds after which a client whose request met a passing problem may retry.</summary>
    internal const string RetryAfter = "2";

    public static void MapTokenRoutes(this IEndpointRouteBuilder authority)
    {
        authority.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", Discovery);
        authority.MapGet("/{tenant}/discovery/v2.0/keys", Keys);
        authority.MapGet("/{tenant}/.well-known/openid-configuration", DiscoveryOfVersionOne);
        authority.MapGet("/{tenant}/discovery/keys", Keys);
        authority.MapPost("/{tenant}/oauth2/v2.0/token", Token);
        authority.MapPost("/{tenant}/oauth2/token", TokenOfVersionOne);
        authority.MapMethods("/{tenant}/oauth2/v2.0/token", [HttpMethods.Options], PageOrigins.PreflightAsync);
        authority.MapMethods("/{tenant}/oauth2/token", [HttpMethods.Options], PageOrigins.PreflightAsync);
        authority.MapPost("/{tenant}/oauth2/v2.0/devicecode", http => DeviceCode(http, TokenVersion.V2));
        authority.MapPost("/{tenant}/oauth2/devicecode", http => DeviceCode(http, TokenVersion.V1));
        authority.MapMethods(UserInfo.Path, [HttpMethods.Get, HttpMethods.Post], UserInfo.AnswerAsync);
        authority.MapSignInPages();
        authority.MapApprovals();
        authority.MapGet("/common/userrealm/{upn}", UserRealm);
        authority.MapGet("/common/discovery/instance", Instance);
    }

    private static Task Discovery(HttpContext http) => AnswerAsync(http, async () =>
    {
        var tenant = Tenant(http);
        var isAlias = TokenEndpoint.IsAlias(tenant);
        var segment = isAlias ? tenant : (await FindTenantAsync(http, tenant))?.ToString() ?? throw AuthorityErrors.UnknownTenant(tenant);
        var origin = http.Origin();
        var root = $"{origin}/{segment}";
        return new JsonObject
        {
            ["issuer"] = TokenIssuer.IssuerOf(origin, isAlias ? "{tenantid}" : segment, TokenVersion.V2),
            ["authorization_endpoint"] = $"{root}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{root}/oauth2/v2.0/token",
            ["device_authorization_endpoint"] = $"{root}/oauth2/v2.0/devicecode",
            ["end_session_endpoint"] = $"{root}/oauth2/v2.0/logout",
            ["http_logout_supported"] = true,
            ["frontchannel_logout_supported"] = true,
            ["userinfo_endpoint"] = origin + UserInfo.Path,
            ["jwks_uri"] = $"{root}/discovery/v2.0/keys",
            ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token"),
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["grant_types_supported"] = new JsonArray(
                "authorization_code", "client_credentials", "password", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code",
                UserAssertions.GrantType),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
            ["claims_supported"] = new JsonArray("sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "name", "preferred_username", "oid", "tid", "ver"),
        };
    });

    /// <summary>The metadata of version 1.</summary>
    private static Task DiscoveryOfVersionOne(HttpContext http) => AnswerAsync(http, async () =>
    {
        var tenant = Tenant(http);
        var isAlias = TokenEndpoint.IsAlias(tenant);
        var segment = isAlias ? tenant : (await FindTenantAsync(http, tenant))?.ToString() ?? throw AuthorityErrors.UnknownTenant(tenant);
        var root = $"{http.Origin()}/{segment}";
        return new JsonObject
        {
            ["issuer"] = TokenIssuer.IssuerOf(http.Origin(), isAlias ? "{tenantid}" : segment, TokenVersion.V1),
            ["authorization_endpoint"] = $"{root}/oauth2/authorize",
            ["token_endpoint"] = $"{root}/oauth2/token",
            ["device_authorization_endpoint"] = $"{root}/oauth2/devicecode",
            ["end_session_endpoint"] = $"{root}/oauth2/logout",
            ["http_logout_supported"] = true,
            ["frontchannel_logout_supported"] = true,
            ["userinfo_endpoint"] = http.Origin() + UserInfo.Path,
            ["jwks_uri"] = $"{root}/discovery/keys",
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["grant_types_supported"] = new JsonArray("authorization_code", "client_credentials", "password", "refresh_token", "device_code", UserAssertions.GrantType),
            ["scopes_supported"] = new JsonArray("openid"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
            ["claims_supported"] = new JsonArray("sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "name", "unique_name", "oid", "tid", "ver"),
        };
    });

    private static Task Keys(HttpContext http) => AnswerAsync(http, async () =>
    {
        var tenant = Tenant(http);
        if (!TokenEndpoint.IsAlias(tenant) && await FindTenantAsync(http, tenant) is null) throw AuthorityErrors.UnknownTenant(tenant);
        return new JsonObject { ["keys"] = new JsonArray([.. http.RequestServices.GetRequiredService<SigningKeys>().Valid.Select(Published)]) };
    });

    private static JsonObject Published(SigningKey key)
    {
        var parameters = key.Security.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = key.Id,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static Task Token(HttpContext http) => AnswerAsync(http, async () =>
    {
        var token = await http.RequestServices.GetRequiredService<TokenEndpoint>().GrantAsync(http, Tenant(http));
        var body = new JsonObject { ["token_type"] = "Bearer" };
        if (token.Scope is not null) body["scope"] = token.Scope;
        body["expires_in"] = token.ExpiresIn;
        body["ext_expires_in"] = token.ExpiresIn;
        body["access_token"] = token.AccessToken;
        if (token.RefreshToken is not null) body["refresh_token"] = token.RefreshToken;
        if (token.IdToken is not null) body["id_token"] = token.IdToken;
        if (token.ClientInfo is not null) body["client_info"] = token.ClientInfo;
        return body;
    });

    /// <summary>The answer of version 1, in which numbers are texts.</summary>
    private static Task TokenOfVersionOne(HttpContext http) => AnswerAsync(http, async () =>
    {
        var token = await http.RequestServices.GetRequiredService<TokenEndpoint>().GrantAsync(http, Tenant(http), TokenVersion.V1);
        var access = new JsonWebToken(token.AccessToken);
        var body = new JsonObject { ["token_type"] = "Bearer" };
        if (token.Scope is not null) body["scope"] = token.Scope;
        body["expires_in"] = Text(token.ExpiresIn);
        body["ext_expires_in"] = Text(token.ExpiresIn);
        body["expires_on"] = Text(EpochTime.GetIntDate(access.ValidTo));
        body["not_before"] = Text(EpochTime.GetIntDate(access.ValidFrom));
        body["resource"] = access.Audiences.Single();
        body["access_token"] = token.AccessToken;
        if (token.RefreshToken is not null) body["refresh_token"] = token.RefreshToken;
        if (token.IdToken is not null) body["id_token"] = token.IdToken;
        return body;
    });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The codes for a device. Version 1 has another name for the page's address, and numbers as texts.</summary>
    private static Task DeviceCode(HttpContext http, TokenVersion version) => AnswerAsync(http, async () =>
    {
        var device = await http.RequestServices.GetRequiredService<TokenEndpoint>().DeviceCodeAsync(http, Tenant(http), version);
        var page = http.Origin() + SignInPages.DevicePath;
        return new JsonObject
        {
            ["user_code"] = device.UserCode,
            ["device_code"] = device.Code,
            [version == TokenVersion.V1 ? "verification_url" : "verification_uri"] = page,
            ["expires_in"] = Seconds(PendingGrants.DeviceCodeLifetime),
            ["interval"] = Seconds(PendingGrants.PollInterval),
            ["message"] = $"To sign in, use a web browser to open the page {page} and enter the code {device.UserCode} to authenticate.",
        };

        JsonNode Seconds(TimeSpan time) => version == TokenVersion.V1 ? Text((long)time.TotalSeconds) : (int)time.TotalSeconds;
    });

    /// <summary>MSAL.NET calls this before a password grant. No account here is federated.</summary>
    private static Task UserRealm(HttpContext http) => AnswerAsync(http, () => Task.FromResult(new JsonObject
    {
        ["ver"] = "1.0",
        ["account_type"] = "Managed",
        ["domain_name"] = ((string)http.GetRouteValue("upn")!).Split('@')[^1],
        ["cloud_instance_name"] = "microsoftonline.com",
        ["cloud_audience_urn"] = "urn:federation:MicrosoftOnline",
    }));

    private static Task Instance(HttpContext http) => AnswerAsync(http, () =>
    {
        // MSAL can't parse a name with a port.
        var host = http.Request.Host.Host;
        return Task.FromResult(new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"{http.Origin()}/common/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(new JsonObject { ["preferred_network"] = host, ["preferred_cache"] = host, ["aliases"] = new JsonArray(host) }),
        });
    });

    private static string Tenant(HttpContext http) => (string)http.GetRouteValue("tenant")!;

    private static Task<Guid?> FindTenantAsync(HttpContext http, string segment) =>
        http.RequestServices.GetRequiredService<AuthorityStore>().FindTenantAsync(segment);

    internal static async Task AnswerAsync(HttpContext http, Func<Task<JsonObject>> answer)
    {
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        var ids = RequestIds.Of(http);
        JsonObject body;
        try
        {
            await BeginAsync(http);
            body = await answer();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            return;
        }
#pragma warning disable CA1031 // The last resort: nothing but OAuth's error may reach a client.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var refusal = RefusalOf(http, e);
            http.Response.StatusCode = refusal.Status;
            if (refusal.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = RetryAfter;
            body = Error(refusal, time.GetUtcNow(), ids);
        }

        PageOrigins.Allow(http);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        http.Response.Headers["client-request-id"] = ids.Correlation.ToString();
        await http.Response.WriteAsync(body.ToJsonString(Readable), http.RequestAborted);
    }

    /// <summary>Reads the form, then waits for a place at the database; nothing that needs it may be resolved earlier.</summary>
    internal static async Task BeginAsync(HttpContext http)
    {
        await TokenEndpoint.ReadAheadAsync(http);
        await http.RequestServices.GetRequiredService<DatabaseSlot>().TakeAsync(http.RequestAborted);
    }

    internal static AuthorityException RefusalOf(HttpContext http, Exception e)
    {
        if (e is AuthorityException refusal) return refusal;
        if (e is BadHttpRequestException) return AuthorityErrors.Malformed();
        if (e is GraphException { Status: StatusCodes.Status503ServiceUnavailable }) return AuthorityErrors.Unavailable();
        if (http.RequestServices.GetRequiredService<DatabaseEngine>().IsUnavailable(e))
        {
            http.RequestServices.GetRequiredService<DatabaseOutage>().Report(e);
            return AuthorityErrors.Unavailable();
        }

        Log.Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AuthorityRoutes)), e);
        return AuthorityErrors.Failed();
    }

    private static JsonObject Error(AuthorityException e, DateTimeOffset now, RequestIds ids)
    {
        var (trace, correlation) = ids;
        var at = now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["error"] = e.Error,
            ["error_description"] = $"AADSTS{e.Code}: {e.Message} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {at}",
            ["error_codes"] = new JsonArray(e.Code),
            ["timestamp"] = at,
            ["trace_id"] = trace.ToString(),
            ["correlation_id"] = correlation.ToString(),
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={e.Code}",
        };
        if (e.SubError is not null) body["suberror"] = e.SubError;
        return body;
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "A request to the built-in authority failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
