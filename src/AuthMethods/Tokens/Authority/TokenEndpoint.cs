using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthMethods.Graph;
using AuthMethods.Policy;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;

namespace AuthMethods.Tokens.Authority;

/// <summary>The token endpoint, and the one where devices get their codes.</summary>
public sealed class TokenEndpoint(AuthorityStore store, TokenIssuer issuer, Passwords passwords, UserSignIns signIns, PendingGrants pending, IServerAddresses addresses)
{
    private static readonly string[] Aliases = ["common", "organizations"];
    private static readonly string[] OpenIdScopes = ["openid", "profile", "email", "offline_access"];
    private static readonly string[] GraphResources = ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"];

    /// <summary>Answers one token request; throws <see cref="AuthorityException"/> for a refusal.</summary>
    public async Task<TokenAnswer> GrantAsync(HttpContext http, string tenant)
    {
        var form = await ReadAsync(http, "grant_type");
        return Required(form, "grant_type") switch
        {
            "client_credentials" => await ClientCredentialsAsync(http, tenant, form),
            "password" => await PasswordAsync(http, tenant, form),
            "refresh_token" => await RefreshAsync(http, tenant, form),
            "authorization_code" => await CodeAsync(http, tenant, form),
            // The first is what MSAL sends.
            "device_code" or "urn:ietf:params:oauth:grant-type:device_code" => await DeviceAsync(http, tenant, form),
            var other => throw AuthorityErrors.UnknownGrant(other),
        };
    }

    /// <summary>Gives a device its codes.</summary>
    public async Task<DeviceCode> DeviceCodeAsync(HttpContext http, string tenant)
    {
        var form = await ReadAsync(http, "client_id");
        var (id, scope) = (Required(form, "client_id"), Required(form, "scope"));
        if (!Guid.TryParse(id, out var application)) throw AuthorityErrors.UnknownApplication(id);
        // With an alias the tenant follows from the user, and all else is looked at then.
        if (IsAlias(tenant)) return pending.Add(tenant, application, scope);
        await EnterAsync(tenant);
        var (known, _) = await ApplicationAsync(http, form);
        Scopes(http, scope, known);
        return pending.Add(tenant, known.Id, scope);
    }

    /// <summary>The client that a page is shown for, in the tenant that the path or else the user's name says. It gets what it asks for.</summary>
    internal async Task<ApplicationRow> ClientOfPageAsync(HttpContext http, string tenant, string userPrincipalName, string clientId, string scope)
    {
        await EnterAsync(IsAlias(tenant) ? DomainOf(userPrincipalName) : tenant);
        if (!Guid.TryParse(clientId, out var id) || await store.FindApplicationAsync(id) is not { } application) throw AuthorityErrors.UnknownApplication(clientId);
        Scopes(http, scope, application);
        return application;
    }

    /// <summary>The form that was sent; whoever sent none misses a field.</summary>
    internal static async Task<IFormCollection> ReadAsync(HttpContext http, string required)
    {
        if (!http.Request.HasFormContentType) throw AuthorityErrors.FieldMissing(required);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        // No engine finds anything by one, and PostgreSQL doesn't even look.
        return form.Any(field => field.Value.Any(value => value!.Contains('\0', StringComparison.Ordinal))) ? throw AuthorityErrors.Malformed() : form;
    }

    private async Task<TokenAnswer> ClientCredentialsAsync(HttpContext http, string tenant, IFormCollection form)
    {
        if (IsAlias(tenant)) throw AuthorityErrors.UnknownTenant(tenant);
        await EnterAsync(tenant);
        var (application, isAuthenticated) = await ApplicationAsync(http, form);
        if (!isAuthenticated) throw AuthorityErrors.SecretMissing();
        var scope = Required(form, "scope");
        if (scope.Contains(' ', StringComparison.Ordinal) || !IsDefault(http, scope)) throw AuthorityErrors.DefaultScopeOnly(scope);
        return new(issuer.ForApplication(http.Origin(), application, isCaeCapable: Claims(form).IsCaeCapable), issuer.ExpiresIn);
    }

    private async Task<TokenAnswer> PasswordAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var name = Required(form, "username");
        var password = Required(form, "password");
        await EnterAsync(IsAlias(tenant) ? DomainOf(name) : tenant);
        var (application, _) = await ApplicationAsync(http, form);
        var scopes = Scopes(http, form["scope"].ToString(), application);
        var by = await signIns.SignInAsync(application, name, password, MfaError(form), takesAppPasswords: true);
        // An app password stands for both factors, and ends with itself: a refresh token would outlive it.
        return Answer(http, form, application, by.User, by.IsAppPassword ? [.. scopes.Where(s => s != "offline_access")] : scopes, accessPass: by.AccessPass);
    }

    private async Task<TokenAnswer> CodeAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var (code, redirect, verifier) = (Required(form, "code"), Required(form, "redirect_uri"), Required(form, "code_verifier"));
        var grant = pending.Redeem(code) ?? throw AuthorityErrors.CodeInvalid();
        var application = await ClientOfGrantAsync(http, tenant, form, grant.By, grant.ApplicationId);
        if (redirect != grant.RedirectUri) throw AuthorityErrors.RedirectDiffers();
        if (Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != grant.Challenge) throw AuthorityErrors.VerifierDiffers();
        return Answer(http, form, application, await StillSignedInAsync(grant.By), Scopes(http, grant.Scope, application), accessPass: grant.By.AccessPass, nonce: grant.Nonce);
    }

    private async Task<TokenAnswer> DeviceAsync(HttpContext http, string tenant, IFormCollection form)
    {
        var device = pending.Find(Required(form, "device_code")) ?? throw AuthorityErrors.DeviceCodeUnknown();
        if (!Guid.TryParse(Required(form, "client_id"), out var client) || client != device.ApplicationId) throw AuthorityErrors.DeviceCodeUnknown();
        if (pending.IsOver(device))
        {
            pending.Remove(device);
            throw AuthorityErrors.DeviceCodeExpired();
        }

        if (device.By is null && !device.IsDeclined) throw pending.IsTooSoon(device) ? AuthorityErrors.SlowDown() : AuthorityErrors.AuthorizationPending();
        if (!pending.Remove(device)) throw AuthorityErrors.DeviceCodeUnknown();
        if (device.IsDeclined) throw AuthorityErrors.AuthorizationDeclined();
        var application = await ClientOfGrantAsync(http, tenant, form, device.By!, device.ApplicationId);
        return Answer(http, form, application, await StillSignedInAsync(device.By!), Scopes(http, device.Scope, application), accessPass: device.By!.AccessPass);
    }

    private async Task<ApplicationRow> ClientOfGrantAsync(HttpContext http, string tenant, IFormCollection form, SignedIn by, Guid applicationId)
    {
        await EnterAsync(IsAlias(tenant) ? by.User.TenantId.ToString() : tenant);
        if (store.Tenant != by.User.TenantId) throw AuthorityErrors.CodeForAnother();
        var (application, _) = await ApplicationAsync(http, form);
        return application.Id == applicationId ? application : throw AuthorityErrors.CodeForAnother();
    }

    /// <summary>Whoever signed in on a page, as they are now: what ended their sessions since then ended this one too.</summary>
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
        var (application, _) = await ApplicationAsync(http, form);
        if (application.Id != grant.ApplicationId) throw AuthorityErrors.RefreshForOtherClient();
        if (grant.IsExpired) throw AuthorityErrors.RefreshExpired();
        var user = await store.FindUserAsync(grant.UserId) ?? throw AuthorityErrors.RefreshRevoked();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (grant.IsRevoked(user)) throw AuthorityErrors.RefreshRevoked();
        var mfaAt = grant.RememberedMfa(user);
        // An access pass stands for both factors.
        if (grant.AccessPass is null) await signIns.RequireFactorsAsync(user, mfaAt, MfaError(form));
        return Answer(http, form, application, user, form.ContainsKey("scope") ? Scopes(http, form["scope"].ToString(), application) : grant.Scopes, mfaAt, grant.AccessPass);
    }

    /// <summary>Whoever sends a password has nobody there to interact with.</summary>
    private static string MfaError(IFormCollection form) => form["grant_type"] == "password" ? "invalid_grant" : "interaction_required";

    private TokenAnswer Answer(HttpContext http, IFormCollection form, ApplicationRow application, UserRow user, string[] scopes, DateTimeOffset? mfaAt = null, AccessPassSignIn? accessPass = null, string? nonce = null)
    {
        var claims = Claims(form);
        var doneAt = accessPass?.At ?? mfaAt;
        if ((claims.DemandsMfa && doneAt is null) || (claims.DemandsRecentMfa && !(doneAt is { } at && issuer.IsRecent(at)))) throw AuthorityErrors.MfaNeeded(MfaError(form));
        var permissions = scopes.Except(OpenIdScopes).ToArray();
        var origin = http.Origin();
        return new(issuer.ForUser(origin, application, user, permissions, mfaAt is not null, isCaeCapable: claims.IsCaeCapable, authenticatedAt: mfaAt, accessPass: accessPass), issuer.ExpiresInOf(accessPass))
        {
            Scope = string.Join(' ', permissions.Select(p => $"{GraphResources[0]}/{p}").Concat(scopes.Intersect(OpenIdScopes))),
            IdToken = scopes.Contains("openid") ? issuer.IdToken(origin, application, user, nonce) : null,
            RefreshToken = scopes.Contains("offline_access") ? issuer.RefreshToken(origin, application, user, scopes, mfaAt, accessPass) : null,
            ClientInfo = form.ContainsKey("client_info") ? Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(
                Encoding.UTF8.GetBytes($$"""{"uid":"{{user.Id}}","utid":"{{user.TenantId}}"}""")) : null,
        };
    }

    internal static bool IsAlias(string tenant) => Aliases.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    private static string DomainOf(string userPrincipalName) => userPrincipalName[(userPrincipalName.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private async Task EnterAsync(string tenant) => store.Enter(await store.FindTenantAsync(tenant) ?? throw AuthorityErrors.UnknownTenant(tenant));

    /// <summary>The client, and whether it proved who it is. A confidential one must.</summary>
    private async Task<(ApplicationRow, bool)> ApplicationAsync(HttpContext http, IFormCollection form)
    {
        var (id, secret) = Basic(http) ?? (Required(form, "client_id"), form["client_secret"].ToString());
        if (!Guid.TryParse(id, out var appId) || await store.FindApplicationAsync(appId) is not { } application) throw AuthorityErrors.UnknownApplication(id);
        if (form.ContainsKey("client_assertion")) throw AuthorityErrors.AssertionNotSupported();
        if (application.SecretHash is null) return secret.Length == 0 ? (application, false) : throw AuthorityErrors.PublicClient();
        if (secret.Length == 0) throw AuthorityErrors.SecretMissing();
        return passwords.Verify(application.SecretHash, secret) ? (application, true) : throw AuthorityErrors.WrongSecret(appId);
    }

    private static (string Id, string Secret)? Basic(HttpContext http)
    {
        if (!AuthenticationHeaderValueOf(http, out var credentials)) return null;
        var parts = credentials.Split(':', 2);
        return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : null;
    }

    private static bool AuthenticationHeaderValueOf(HttpContext http, out string credentials)
    {
        credentials = "";
        var header = http.Request.Headers[HeaderNames.Authorization].ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return false;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)) return false;
        credentials = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }

    /// <summary>
    /// The permissions asked for, without the resource in front: all consented ones for <c>.default</c>, otherwise those named, each
    /// of which must be consented.
    /// </summary>
    private string[] Scopes(HttpContext http, string scope, ApplicationRow application)
    {
        var asked = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var consented = application.DelegatedPermissions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var granted = new List<string>();
        foreach (var one in asked)
        {
            if (OpenIdScopes.Contains(one)) granted.Add(one);
            else if (IsDefault(http, one)) granted.AddRange(consented);
            else granted.Add(Consented(Name(http, one)));
        }

        if (granted.Count == 0) throw AuthorityErrors.ScopeMissing();
        if (asked.Any(s => IsDefault(http, s)) && asked.Any(s => !OpenIdScopes.Contains(s) && !IsDefault(http, s))) throw AuthorityErrors.MixedScopes(scope);
        return [.. granted.Distinct()];

        string Consented(string name)
        {
            var known = GraphPermissions.All.FirstOrDefault(p => p.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw AuthorityErrors.BadScope(name);
            return consented.Contains(known) ? known : throw AuthorityErrors.ConsentMissing(application.Id);
        }
    }

    private bool IsDefault(HttpContext http, string scope) => scope == ".default" || (scope.EndsWith("/.default", StringComparison.Ordinal) && IsResource(http, scope[..^9]));

    private string Name(HttpContext http, string scope)
    {
        var slash = scope.LastIndexOf('/');
        if (slash < 0) return scope;
        return IsResource(http, scope[..slash]) ? scope[(slash + 1)..] : throw AuthorityErrors.BadScope(scope);
    }

    // Kiota clients that are given no scope ask for the API's own address.
    private bool IsResource(HttpContext http, string resource)
    {
        var name = resource.TrimEnd('/');
        return GraphResources.Contains(name) || name.Equals(http.Origin(), StringComparison.OrdinalIgnoreCase) || addresses.Contains(name);
    }

    private static string Required(IFormCollection form, string field) =>
        form[field].ToString() is { Length: > 0 } value ? value : throw AuthorityErrors.FieldMissing(field);

    /// <summary>What the <c>claims</c> parameter asks for; whatever else it holds is tolerated.</summary>
    private static (bool IsCaeCapable, bool DemandsMfa, bool DemandsRecentMfa) Claims(IFormCollection form)
    {
        var text = form["claims"].ToString();
        if (text.Length == 0) return default;
        try
        {
            using var claims = JsonDocument.Parse(text);
            if (!claims.RootElement.TryGetProperty("access_token", out var token) || token.ValueKind != JsonValueKind.Object) return default;
            var amr = Values(token, "amr");
            var (mfa, recent) = (amr.Contains("mfa"), amr.Contains("ngcmfa"));
            return (Values(token, "xms_cc").Contains("CP1", StringComparer.OrdinalIgnoreCase), mfa || recent, recent && !mfa);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AuthorityException(400, "invalid_request", 50132, "The claims parameter is not valid JSON.");
        }
    }

    private static string[] Values(JsonElement token, string claim) =>
        token.TryGetProperty(claim, out var request) && request.ValueKind == JsonValueKind.Object
        && request.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : [];
}

/// <summary>A successful answer of the token endpoint.</summary>
public sealed record TokenAnswer(string AccessToken, int ExpiresIn)
{
    public string? Scope { get; init; }
    public string? IdToken { get; init; }
    public string? RefreshToken { get; init; }
    public string? ClientInfo { get; init; }
}
