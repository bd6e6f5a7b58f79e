using System.Security.Cryptography;
using System.Text;
using AuthMethods.Access.Tokens;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>The token endpoint and the device authorization endpoint.</summary>
internal sealed class TokenEndpoint(
    AuthorityStore store, Clients clients, TokenIssuer issuer, UserSignIns signIns, PendingGrants pending, RequestedScopes scopes, SignInLog log)
{
    private static readonly string[] Aliases = ["common", "organizations"];

    /// <summary>Answers one token request; throws <see cref="AuthorityException"/> for a refusal.</summary>
    public async Task<TokenAnswer> GrantAsync(HttpContext http, string tenant)
    {
        var form = await ReadAsync(http, "grant_type");
        return await log.RecordAsync(http, SignInAttempt.Of(http, form), () => Required(form, "grant_type") switch
        {
            "client_credentials" => ClientCredentialsAsync(http, tenant, form),
            "password" => PasswordAsync(http, tenant, form),
            "refresh_token" => RefreshAsync(http, tenant, form),
            "authorization_code" => CodeAsync(http, tenant, form),
            // MSAL sends the first.
            "device_code" or "urn:ietf:params:oauth:grant-type:device_code" => DeviceAsync(http, tenant, form),
            var other => throw AuthorityErrors.UnknownGrant(other),
        });
    }

    /// <summary>Issues the codes for a device.</summary>
    public async Task<DeviceCode> DeviceCodeAsync(HttpContext http, string tenant)
    {
        var form = await ReadAsync(http, "client_id");
        var (id, scope) = (Required(form, "client_id"), Required(form, "scope"));
        if (!Guid.TryParse(id, out var application)) throw AuthorityErrors.UnknownApplication(id);
        // With an alias, the tenant follows from the user, so the rest is checked at sign-in.
        if (IsAlias(tenant)) return pending.Add(tenant, application, scope);
        await EnterAsync(tenant);
        var (known, _) = await clients.AuthenticateAsync(http, form);
        scopes.Of(http, scope, known);
        return pending.Add(tenant, known.Id, scope);
    }

    /// <summary>The client of a sign-in page, in the tenant of the path or, for an alias, of the user's name. Throws if its scopes lack consent.</summary>
    internal async Task<ApplicationRow> ClientOfPageAsync(HttpContext http, string tenant, string userPrincipalName, string clientId, string scope)
    {
        await EnterAsync(IsAlias(tenant) ? DomainOf(userPrincipalName) : tenant);
        if (!Guid.TryParse(clientId, out var id) || await store.FindApplicationAsync(id) is not { } application)
        {
            throw AuthorityErrors.UnknownApplication(clientId);
        }

        scopes.Of(http, scope, application);
        return application;
    }

    /// <summary>Reads the form; a request without one is refused for a missing field.</summary>
    internal static async Task<IFormCollection> ReadAsync(HttpContext http, string required)
    {
        if (!http.Request.HasFormContentType) throw AuthorityErrors.FieldMissing(required);
        var form = await FormAsync(http);
        // No stored value contains one, and PostgreSQL refuses to compare with it.
        return form.Any(field => field.Value.Any(value => value!.Contains('\0', StringComparison.Ordinal))) ? throw AuthorityErrors.Malformed() : form;
    }

    private static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (BodyReader.IsDecompressionError(e))
        {
            throw AuthorityErrors.Malformed();
        }
    }

    private async Task<TokenAnswer> ClientCredentialsAsync(HttpContext http, string tenant, IFormCollection form)
    {
        if (IsAlias(tenant)) throw AuthorityErrors.UnknownTenant(tenant);
        await EnterAsync(tenant);
        var (application, isAuthenticated) = await clients.AuthenticateAsync(http, form);
        if (!isAuthenticated) throw AuthorityErrors.SecretMissing();
        var scope = Required(form, "scope");
        if (scope.Contains(' ', StringComparison.Ordinal) || !scopes.IsDefault(http, scope)) throw AuthorityErrors.DefaultScopeOnly(scope);
        return new(issuer.ForApplication(http.Origin(), application, isCaeCapable: ClaimsRequest.Read(form).IsCaeCapable), issuer.ExpiresIn);
    }

    private async Task<TokenAnswer> PasswordAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var name = Required(form, "username");
        var password = Required(form, "password");
        await EnterAsync(IsAlias(tenant) ? DomainOf(name) : tenant);
        var (application, _) = await clients.AuthenticateAsync(http, form);
        var granted = scopes.Of(http, form["scope"].ToString(), application);
        var by = await signIns.SignInAsync(name, password, new(application.Id, IsInteractive: false), MfaError(form));
        return Answer(
            http, form, application, by.User, by.Proof.IsRenewable ? granted : [.. granted.Where(s => s != "offline_access")],
            multiFactor: by.Proof.MultiFactor);
    }

    private async Task<TokenAnswer> CodeAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var (code, redirect, verifier) = (Required(form, "code"), Required(form, "redirect_uri"), Required(form, "code_verifier"));
        var grant = pending.Redeem(code) ?? throw AuthorityErrors.CodeInvalid();
        var application = await ClientOfGrantAsync(http, tenant, form, grant.By, grant.ApplicationId);
        if (redirect != grant.RedirectUri) throw AuthorityErrors.RedirectDiffers();
        if (Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != grant.Challenge) throw AuthorityErrors.VerifierDiffers();
        return Answer(
            http, form, application, await StillSignedInAsync(grant.By), scopes.Of(http, grant.Scope, application),
            multiFactor: grant.By.Proof.MultiFactor, nonce: grant.Nonce);
    }

    private async Task<TokenAnswer> DeviceAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var device = pending.Find(Required(form, "device_code")) ?? throw AuthorityErrors.DeviceCodeUnknown();
        if (!Guid.TryParse(Required(form, "client_id"), out var client) || client != device.ApplicationId) throw AuthorityErrors.DeviceCodeUnknown();
        if (pending.IsExpired(device))
        {
            pending.Remove(device);
            throw AuthorityErrors.DeviceCodeExpired();
        }

        if (device.By is null && !device.IsDeclined) throw pending.IsTooSoon(device) ? AuthorityErrors.SlowDown() : AuthorityErrors.AuthorizationPending();
        if (!pending.Remove(device)) throw AuthorityErrors.DeviceCodeUnknown();
        if (device.IsDeclined) throw AuthorityErrors.AuthorizationDeclined();
        var application = await ClientOfGrantAsync(http, tenant, form, device.By!, device.ApplicationId);
        return Answer(
            http, form, application, await StillSignedInAsync(device.By!), scopes.Of(http, device.Scope, application),
            multiFactor: device.By!.Proof.MultiFactor);
    }

    private async Task<ApplicationRow> ClientOfGrantAsync(HttpContext http, string tenant, IFormCollection form, SignedIn by, Guid applicationId)
    {
        await EnterAsync(IsAlias(tenant) ? by.User.TenantId.ToString() : tenant);
        if (store.Tenant != by.User.TenantId) throw AuthorityErrors.CodeForAnother();
        var (application, _) = await clients.AuthenticateAsync(http, form);
        return application.Id == applicationId ? application : throw AuthorityErrors.CodeForAnother();
    }

    /// <summary>The current row of a user who signed in on a page; refused if their sessions were revoked since then.</summary>
    private async Task<UserRow> StillSignedInAsync(SignedIn by)
    {
        var user = await store.FindUserAsync(by.User.Id) ?? throw AuthorityErrors.RefreshRevoked();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        return user.SessionsEnded == by.User.SessionsEnded ? user : throw AuthorityErrors.RefreshRevoked();
    }

    private async Task<TokenAnswer> RefreshAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var grant = await issuer.ReadRefreshTokenAsync(Required(form, "refresh_token")) ?? throw AuthorityErrors.RefreshMalformed();
        await EnterAsync(IsAlias(tenant) ? grant.TenantId.ToString() : tenant);
        if (store.Tenant != grant.TenantId) throw AuthorityErrors.RefreshForOtherTenant();
        var (application, _) = await clients.AuthenticateAsync(http, form);
        if (application.Id != grant.ApplicationId) throw AuthorityErrors.RefreshForOtherClient();
        if (grant.IsExpired) throw AuthorityErrors.RefreshExpired();
        var user = await store.FindUserAsync(grant.UserId) ?? throw AuthorityErrors.RefreshRevoked();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (grant.IsRevoked(user)) throw AuthorityErrors.RefreshRevoked();
        var mfaAt = grant.RememberedMfa(user);
        if (grant.MultiFactor is null) await signIns.RequireFactorsAsync(user, mfaAt, MfaError(form));
        return Answer(
            http, form, application, user,
            form.ContainsKey("scope") ? scopes.Of(http, form["scope"].ToString(), application) : grant.Scopes, mfaAt, grant.MultiFactor);
    }

    /// <summary>A client that sends a password can't show the user a page.</summary>
    private static string MfaError(IFormCollection form) => form["grant_type"] == "password" ? "invalid_grant" : "interaction_required";

    private TokenAnswer Answer(
        HttpContext http, IFormCollection form, ApplicationRow application, UserRow user, string[] granted,
        DateTimeOffset? mfaAt = null, MultiFactorSignIn? multiFactor = null, string? nonce = null)
    {
        var claims = ClaimsRequest.Read(form);
        var doneAt = multiFactor?.At ?? mfaAt;
        log.HasMultiFactor(doneAt is not null);
        if ((claims.DemandsMfa && doneAt is null) || (claims.DemandsRecentMfa && !(doneAt is { } at && issuer.IsRecent(at))))
        {
            throw AuthorityErrors.MfaNeeded(MfaError(form));
        }

        var permissions = granted.Except(RequestedScopes.OpenId).ToArray();
        var origin = http.Origin();
        return new(
            issuer.ForUser(
                origin, application, user, permissions, mfaAt is not null,
                isCaeCapable: claims.IsCaeCapable, authenticatedAt: mfaAt, multiFactor: multiFactor),
            issuer.ExpiresInOf(multiFactor))
        {
            Scope = string.Join(' ', permissions.Select(p => $"{RequestedScopes.Graph}/{p}").Concat(granted.Intersect(RequestedScopes.OpenId))),
            IdToken = granted.Contains("openid") ? issuer.IdToken(origin, application, user, nonce) : null,
            RefreshToken = granted.Contains("offline_access") ? issuer.RefreshToken(origin, application, user, granted, mfaAt, multiFactor) : null,
            ClientInfo = form.ContainsKey("client_info") ? Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(
                Encoding.UTF8.GetBytes($$"""{"uid":"{{user.Id}}","utid":"{{user.TenantId}}"}""")) : null,
        };
    }

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
