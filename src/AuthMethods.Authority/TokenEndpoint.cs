using AuthMethods.Authority.Protocol;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AuthMethods.Authority;

/// <summary>The token endpoint and the device authorization endpoint.</summary>
internal sealed class TokenEndpoint(
    ProtocolEngine engine, AuthorityStore store, Clients clients, TokenGrants grants, PendingGrants pending, RequestedScopes scopes, SignInLog log,
    TimeProvider time, IServiceProvider services)
{
    private const int MaxFormSize = 256 * 1024;

    private static readonly TimeSpan MaxFormTime = TimeSpan.FromSeconds(15);
    private static readonly string[] Aliases = ["common", "organizations"];

    // Allow for inexact timers of clients.
    private static readonly TimeSpan MinPollInterval = PendingGrants.PollInterval - TimeSpan.FromSeconds(1);

    /// <summary>Answers one token request; throws <see cref="AuthorityException"/> for a refusal.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tenant">The tenant segment of the path.</param>
    /// <param name="version">The version of the endpoint. Version 1 names a resource instead of scopes.</param>
    public async Task<TokenAnswer> GrantAsync(HttpContext http, string tenant, TokenVersion version = TokenVersion.V2)
    {
        var form = await ReadAsync(http, "grant_type");
        return await log.RecordAsync(http, SignInAttempt.Of(http, form), () =>
        {
            var request = TokenRequest.Read(http, tenant, form, version);
            foreach (var field in FieldsOf(request)) request.Required(field);
            return engine.RunAsync(services, Guid.Empty, call => ExchangeAsync(call, request));
        });
    }

    /// <summary>Issues the codes for a device.</summary>
    public async Task<DeviceCode> DeviceCodeAsync(HttpContext http, string tenant, TokenVersion version = TokenVersion.V2)
    {
        var form = await ReadAsync(http, "client_id");
        var id = Required(form, "client_id");
        var scope = version == TokenVersion.V2 ? Required(form, "scope") : TokenRequest.ScopeOf(Required(form, "resource"), "openid");
        if (!GuidKey.TryParse(id, out var application)) throw AuthorityErrors.UnknownApplication(id);
        var source = Guess.SourceOf(http.Connection.RemoteIpAddress?.ToString());
        if (IsAlias(tenant))
        {
            // The tenant follows from the user, so consent is checked at sign-in.
            var name = await store.NameInAnyTenantAsync(application) ?? throw AuthorityErrors.UnknownApplication(id);
            scopes.RequireKnownOfGraph(http, scope);
            return await pending.AddAsync(new(tenant, application, name, TenantName: null, scope), source);
        }

        await grants.EnterAsync(tenant);
        var (known, _) = await clients.AuthenticateAsync(http, form);
        await scopes.RequireKnownAsync(http, scope);
        return await pending.AddAsync(
            new(store.Tenant.ToString(), known.AppId, known.Principal.DisplayName, await store.TenantNameAsync(), scope), source);
    }

    /// <summary>The client of a sign-in page, in the tenant of the path or, for an alias, of the user's name. Throws if its scopes lack consent.</summary>
    internal async Task<Client> ClientOfPageAsync(HttpContext http, string tenant, string userPrincipalName, string clientId, string scope)
    {
        await grants.EnterAsync(IsAlias(tenant) ? DomainOf(userPrincipalName) : tenant);
        var client = await clients.FindAsync(clientId);
        var api = await scopes.ApiOfAsync(http, scope);
        RequestedScopes.Of(scope, api, await store.ConsentAsync(client, userPrincipalName, api));
        return client;
    }

    /// <summary>
    /// Whether a code may be sent to an address: one that is registered or, for a client that needs no secret, any of the user's machine.
    /// </summary>
    internal async Task<bool> MayRedirectAsync(Client client, string redirect) =>
        client.HasRedirect(redirect)
        || (RedirectAddress.IsLoopback(redirect) && (client.IsPublic || !await clients.HasCredentialsAsync(client)));

    /// <summary>Whether an address is registered for a client; false if the tenant is only known by the user's name.</summary>
    internal async Task<bool> IsRegisteredAsync(string tenant, string clientId, string redirect) =>
        !IsAlias(tenant) && (await ClientOfAsync(tenant, clientId)).HasRedirect(redirect);

    /// <summary>The client in a tenant that is named by its id or domain.</summary>
    internal async Task<Client> ClientOfAsync(string tenant, string clientId)
    {
        await grants.EnterAsync(tenant);
        return await clients.FindAsync(clientId);
    }

    /// <summary>Reads the form; a request without one is refused for a missing field.</summary>
    internal static async Task<IFormCollection> ReadAsync(HttpContext http, string required)
    {
        if (!http.Request.HasFormContentType) throw AuthorityErrors.FieldMissing(required);
        var form = await FormAsync(http);
        // No stored value contains one, and PostgreSQL refuses to compare with it.
        return form.Any(field => field.Value.Any(value => value!.Contains('\0', StringComparison.Ordinal))) ? throw AuthorityErrors.Malformed() : form;
    }

    /// <summary>Reads the form before the request uses the database, so that a slow client holds nothing of it; later reads return the same.</summary>
    internal static Task ReadAheadAsync(HttpContext http) => http.Request.HasFormContentType ? FormAsync(http) : Task.CompletedTask;

    private static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        if (http.Features.Get<IFormFeature>() is { Form: { } known }) return known;
        try
        {
            http.Request.Body = new MemoryStream((await BodyReader.ReadAsync(http, MaxFormSize, MaxFormTime)).ToArray());
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (BodyReader.IsDecompressionError(e) || e is IOException)
        {
            // A multipart form without its last boundary is an IOException.
            throw AuthorityErrors.Malformed();
        }
    }

    private async Task<TokenAnswer> ExchangeAsync(ProtocolCall call, TokenRequest request)
    {
        call.Request.Token = request;
        // Only what OpenIddict decides: the client's secret, scopes and resources are checked by Entra's rules.
        var (isAccepted, uri) = await call.ProcessAsync(OpenIddictServerEndpointType.Token, new()
        {
            GrantType = request.GrantType,
            ClientId = request.ClientId,
            Code = request.Field("code"),
            RedirectUri = request.Field("redirect_uri"),
            CodeVerifier = request.Field("code_verifier"),
            DeviceCode = request.DeviceCode,
            RefreshToken = request.Field("refresh_token"),
            Username = request.Field("username"),
            Password = request.Field("password"),
        });
        if (isAccepted) return call.Request.Answer! with { RefreshToken = call.RefreshToken };
        var refusal = ProtocolErrors.Of(request.GrantType, uri, call.Request.Found);
        throw refusal.Error == Errors.AuthorizationPending && await IsTooSoonAsync(call) ? AuthorityErrors.SlowDown() : refusal;
    }

    private async Task<bool> IsTooSoonAsync(ProtocolCall call)
    {
        var device = call.Request.Found!;
        await call.Store.PolledAsync(device);
        return time.GetUtcNow() - device.PolledDateTime < MinPollInterval;
    }

    /// <summary>The fields that a grant needs, in the order that they are asked for.</summary>
    private static string[] FieldsOf(TokenRequest request) => request.GrantType switch
    {
        GrantTypes.ClientCredentials => [],
        GrantTypes.Password => ["username", "password"],
        GrantTypes.RefreshToken => ["refresh_token"],
        GrantTypes.AuthorizationCode => ["code", "redirect_uri", "code_verifier"],
        GrantTypes.DeviceCode => request.DeviceCode.Length > 0 ? [] : ["device_code"],
        UserAssertions.GrantType => ["assertion", "requested_token_use"],
        _ => throw AuthorityErrors.UnknownGrant(request.Field("grant_type")),
    };

    internal static bool IsAlias(string tenant) => Aliases.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    internal static string DomainOf(string userPrincipalName) => userPrincipalName[(userPrincipalName.IndexOf('@', StringComparison.Ordinal) + 1)..];

    internal static string Required(IFormCollection form, string field) =>
        form[field].ToString() is { Length: > 0 } value ? value : throw AuthorityErrors.FieldMissing(field);
}
