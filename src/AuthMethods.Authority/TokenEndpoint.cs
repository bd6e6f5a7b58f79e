using System.Security.Cryptography;
using System.Text;
using AuthMethods.Access.Tokens;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>The token endpoint and the device authorization endpoint.</summary>
internal sealed class TokenEndpoint(
    AuthorityStore store, Clients clients, TokenIssuer issuer, UserSignIns signIns, PendingGrants pending, RequestedScopes scopes, SignInLog log)
{
    private const int MaxFormSize = 256 * 1024;

    private static readonly TimeSpan MaxFormTime = TimeSpan.FromSeconds(15);
    private static readonly string[] Aliases = ["common", "organizations"];

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
            return request.GrantType switch
            {
                "client_credentials" => ClientCredentialsAsync(request),
                "password" => PasswordAsync(request),
                "refresh_token" => RefreshAsync(request),
                "authorization_code" when version == TokenVersion.V2 => CodeAsync(request),
                // MSAL sends the first.
                "device_code" or "urn:ietf:params:oauth:grant-type:device_code" when version == TokenVersion.V2 => DeviceAsync(request),
                var other => throw AuthorityErrors.UnknownGrant(other),
            };
        });
    }

    /// <summary>Issues the codes for a device.</summary>
    public async Task<DeviceCode> DeviceCodeAsync(HttpContext http, string tenant)
    {
        var form = await ReadAsync(http, "client_id");
        var (id, scope) = (Required(form, "client_id"), Required(form, "scope"));
        if (!Guid.TryParse(id, out var application)) throw AuthorityErrors.UnknownApplication(id);
        var source = Guess.SourceOf(http.Connection.RemoteIpAddress?.ToString());
        if (IsAlias(tenant))
        {
            // The tenant follows from the user, so consent is checked at sign-in.
            var name = await store.NameInAnyTenantAsync(application) ?? throw AuthorityErrors.UnknownApplication(id);
            scopes.RequireKnown(http, scope);
            return pending.Add(new(tenant, application, name, TenantName: null, scope), source);
        }

        await EnterAsync(tenant);
        var (known, _) = await clients.AuthenticateAsync(http, form);
        scopes.Of(http, scope, await store.ConsentAsync(known, user: null));
        return pending.Add(
            new(store.Tenant.ToString(), known.AppId, known.Principal.DisplayName, await store.TenantNameAsync(), scope), source);
    }

    /// <summary>The client of a sign-in page, in the tenant of the path or, for an alias, of the user's name. Throws if its scopes lack consent.</summary>
    internal async Task<Client> ClientOfPageAsync(HttpContext http, string tenant, string userPrincipalName, string clientId, string scope)
    {
        await EnterAsync(IsAlias(tenant) ? DomainOf(userPrincipalName) : tenant);
        var client = await clients.FindAsync(clientId);
        scopes.Of(http, scope, await store.ConsentAsync(client, userPrincipalName));
        return client;
    }

    /// <summary>
    /// Whether a code may be sent to an address: one that is registered or, for a client that needs no secret, any of the user's machine.
    /// </summary>
    internal async Task<bool> MayRedirectAsync(Client client, string redirect) =>
        client.HasRedirect(redirect)
        || (RedirectAddress.IsLoopback(redirect) && (client.IsPublic || !await clients.HasCredentialsAsync(client)));

    /// <summary>Whether an address is registered for a client; false if the tenant is only known by the user's name.</summary>
    internal async Task<bool> IsRegisteredAsync(string tenant, string clientId, string redirect)
    {
        if (IsAlias(tenant)) return false;
        await EnterAsync(tenant);
        return (await clients.FindAsync(clientId)).HasRedirect(redirect);
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

    private async Task<TokenAnswer> ClientCredentialsAsync(TokenRequest request)
    {
        if (IsAlias(request.Tenant)) throw AuthorityErrors.UnknownTenant(request.Tenant);
        await EnterAsync(request.Tenant);
        var (client, isAuthenticated) = await clients.AuthenticateAsync(request.Http, request.Form);
        if (!isAuthenticated) throw AuthorityErrors.SecretMissing();
        if (request.Version == TokenVersion.V1)
        {
            CheckResource(request);
        }
        else
        {
            var scope = Required(request.Form, "scope");
            if (scope.Contains(' ', StringComparison.Ordinal) || !scopes.IsDefault(request.Http, scope)) throw AuthorityErrors.DefaultScopeOnly(scope);
        }

        var permissions = await store.ApplicationPermissionsAsync(client);
        var token = issuer.ForApplication(
            request.Http.Origin(), client.Principal, permissions, request.Resource, ClaimsRequest.Read(request.Form).IsCaeCapable, request.Version);
        return new(token, issuer.ExpiresIn);
    }

    private async Task<TokenAnswer> PasswordAsync(TokenRequest request)
    {
        var (name, password) = (Required(request.Form, "username"), Required(request.Form, "password"));
        await EnterAsync(IsAlias(request.Tenant) ? DomainOf(name) : request.Tenant);
        var (client, _) = await clients.AuthenticateAsync(request.Http, request.Form);
        CheckResource(request);
        var scope = request.Scope ?? "";
        var granted = scopes.Of(request.Http, scope, await store.ConsentAsync(client, name));
        var by = await signIns.SignInAsync(request.Http, name, password, new(client.AppId, IsInteractive: false), MfaError(request.Form));
        return Answer(
            request, client, by.User, by.IsRenewable ? granted : [.. granted.Where(s => s != "offline_access")], scope, by.Authentication);
    }

    private async Task<TokenAnswer> CodeAsync(TokenRequest request)
    {
        var form = request.Form;
        var (code, redirect, verifier) = (Required(form, "code"), Required(form, "redirect_uri"), Required(form, "code_verifier"));
        var grant = pending.Redeem(code) ?? throw AuthorityErrors.CodeInvalid();
        var client = await ClientOfGrantAsync(request, grant.By, grant.ApplicationId, grant.RedirectUri);
        if (redirect != grant.RedirectUri) throw AuthorityErrors.RedirectDiffers();
        if (Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != grant.Challenge) throw AuthorityErrors.VerifierDiffers();
        var user = await StillSignedInAsync(grant.By);
        return Answer(
            request, client, user, scopes.Of(request.Http, grant.Scope, await store.ConsentAsync(client, user.Id)), grant.Scope,
            grant.By.Authentication, grant.Nonce);
    }

    private async Task<TokenAnswer> DeviceAsync(TokenRequest request)
    {
        var device = pending.Find(Required(request.Form, "device_code")) ?? throw AuthorityErrors.DeviceCodeUnknown();
        if (!Guid.TryParse(Required(request.Form, "client_id"), out var id) || id != device.Request.ApplicationId) throw AuthorityErrors.DeviceCodeUnknown();
        // Nothing changes for the device until the request is known to be its own.
        if (!IsAlias(request.Tenant) && !IsAlias(device.Request.Tenant))
        {
            await EnterAsync(request.Tenant);
            if (store.Tenant.ToString() != device.Request.Tenant) throw AuthorityErrors.CodeForAnother();
        }

        if (pending.IsExpired(device))
        {
            pending.Remove(device);
            throw AuthorityErrors.DeviceCodeExpired();
        }

        if (device.IsDeclined) throw pending.Remove(device) ? AuthorityErrors.AuthorizationDeclined() : AuthorityErrors.DeviceCodeUnknown();
        if (device.By is not { } by) throw pending.IsTooSoon(device) ? AuthorityErrors.SlowDown() : AuthorityErrors.AuthorizationPending();
        var client = await ClientOfGrantAsync(request, by, device.Request.ApplicationId);
        var user = await StillSignedInAsync(by);
        var granted = scopes.Of(request.Http, device.Request.Scope, await store.ConsentAsync(client, user.Id));
        if (!pending.Remove(device)) throw AuthorityErrors.DeviceCodeUnknown();
        return Answer(request, client, user, granted, device.Request.Scope, by.Authentication);
    }

    private async Task<Client> ClientOfGrantAsync(TokenRequest request, SignedIn by, Guid applicationId, string? redirect = null)
    {
        await EnterAsync(IsAlias(request.Tenant) ? by.User.TenantId.ToString() : request.Tenant);
        if (store.Tenant != by.User.TenantId) throw AuthorityErrors.CodeForAnother();
        var (client, _) = await clients.AuthenticateAsync(request.Http, request.Form, redirect);
        return client.AppId == applicationId ? client : throw AuthorityErrors.CodeForAnother();
    }

    /// <summary>The current row of a user who signed in on a page; refused if their sessions were revoked since then.</summary>
    private async Task<UserRow> StillSignedInAsync(SignedIn by)
    {
        var user = await store.FindUserAsync(by.User.Id) ?? throw AuthorityErrors.RefreshRevoked();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (user.SessionsEnded != by.User.SessionsEnded) throw AuthorityErrors.RefreshRevoked();
        await RequireMethodAsync(user, by.Authentication);
        return user;
    }

    /// <summary>Refuses a session whose method was deleted since the sign-in.</summary>
    private async Task RequireMethodAsync(UserRow user, Authentication authentication)
    {
        if (authentication.MethodId is { } method && !await store.HasMethodAsync(user, method)) throw AuthorityErrors.RefreshRevoked();
    }

    private async Task<TokenAnswer> RefreshAsync(TokenRequest request)
    {
        var grant = await issuer.ReadRefreshTokenAsync(Required(request.Form, "refresh_token")) ?? throw AuthorityErrors.RefreshMalformed();
        await EnterAsync(IsAlias(request.Tenant) ? grant.TenantId.ToString() : request.Tenant);
        if (store.Tenant != grant.TenantId) throw AuthorityErrors.RefreshForOtherTenant();
        var (client, _) = await clients.AuthenticateAsync(request.Http, request.Form);
        if (client.AppId != grant.ApplicationId) throw AuthorityErrors.RefreshForOtherClient();
        if (grant.IsExpired) throw AuthorityErrors.RefreshExpired();
        var user = await store.FindUserAsync(grant.UserId) ?? throw AuthorityErrors.RefreshRevoked();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (grant.IsRevoked(user)) throw AuthorityErrors.RefreshRevoked();
        await RequireMethodAsync(user, grant.Authentication);
        var authentication = grant.Remembered(user);
        if (authentication.MethodId is null) await signIns.RequireFactorsAsync(user, authentication.MultiFactorAt, MfaError(request.Form));
        CheckResource(request);
        var scope = request.Scope ?? string.Join(' ', grant.Scopes);
        return Answer(request, client, user, scopes.Of(request.Http, scope, await store.ConsentAsync(client, user.Id)), scope, authentication);
    }

    private void CheckResource(TokenRequest request)
    {
        if (request.Resource is { } resource && !scopes.IsResource(request.Http, resource)) throw AuthorityErrors.UnknownResource(resource, store.Tenant);
    }

    /// <summary>A client that sends a password can't show the user a page.</summary>
    private static string MfaError(IFormCollection form) => form["grant_type"] == "password" ? "invalid_grant" : "interaction_required";

    private TokenAnswer Answer(
        TokenRequest request, Client client, UserRow user, string[] granted, string requested, Authentication authentication, string? nonce = null)
    {
        var claims = ClaimsRequest.Read(request.Form);
        var doneAt = authentication.MultiFactorAt;
        log.HasMultiFactor(doneAt is not null);
        if ((claims.DemandsMfa && doneAt is null) || (claims.DemandsRecentMfa && !(doneAt is { } at && issuer.IsRecent(at))))
        {
            throw AuthorityErrors.MfaNeeded(MfaError(request.Form));
        }

        var permissions = granted.Except(RequestedScopes.OpenId).ToArray();
        var (origin, application) = (request.Http.Origin(), client.Principal);
        return new(
            issuer.ForUser(
                origin, application, user, permissions, authentication, request.Resource, claims.IsCaeCapable, request.Version),
            issuer.ExpiresInOf(authentication))
        {
            Scope = request.Version == TokenVersion.V1 ? string.Join(' ', permissions) : ScopeOf(request.Http, permissions, granted, requested),
            IdToken = granted.Contains("openid") ? issuer.IdToken(origin, application, user, authentication, nonce, request.Version) : null,
            RefreshToken = granted.Contains("offline_access") ? issuer.RefreshToken(
                origin, application, user, scopes.Renewable(request.Http, requested), authentication) : null,
            ClientInfo = request.Form.ContainsKey("client_info") ? Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(
                Encoding.UTF8.GetBytes($$"""{"uid":"{{user.Id}}","utid":"{{user.TenantId}}"}""")) : null,
        };
    }

    // MSAL finds a token in its cache only by scopes that the answer names.
    private string ScopeOf(HttpContext http, string[] permissions, string[] granted, string requested) => string.Join(' ',
    [
        .. permissions.Select(p => $"{RequestedScopes.Graph}/{p}"), .. granted.Intersect(RequestedScopes.OpenId), .. scopes.DefaultsIn(http, requested),
    ]);

    internal static bool IsAlias(string tenant) => Aliases.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    private static string DomainOf(string userPrincipalName) => userPrincipalName[(userPrincipalName.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private async Task EnterAsync(string tenant) => store.Enter(await store.FindTenantAsync(tenant) ?? throw AuthorityErrors.UnknownTenant(tenant));

    internal static string Required(IFormCollection form, string field) =>
        form[field].ToString() is { Length: > 0 } value ? value : throw AuthorityErrors.FieldMissing(field);
}

/// <summary>A successful answer of the token endpoint.</summary>
internal sealed record TokenAnswer(string AccessToken, int ExpiresIn)
{
    public string? Scope { get; init; }
    public string? IdToken { get; init; }
    public string? RefreshToken { get; init; }
    public string? ClientInfo { get; init; }
}
