using System.Text;
using System.Text.Json;
using AuthMethods.Graph;
using AuthMethods.Policy;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AuthMethods.Tokens.Authority;

/// <summary>The token endpoint: client credentials, password, refresh token. Interactive grants join <see cref="GrantAsync"/>.</summary>
public sealed class TokenEndpoint(AuthorityStore store, TokenIssuer issuer, Passwords passwords, AccessPassSignIns accessPasses, IServerAddresses addresses)
{
    private static readonly string[] Aliases = ["common", "organizations"];
    private static readonly string[] OpenIdScopes = ["openid", "profile", "email", "offline_access"];
    private static readonly string[] GraphResources = ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"];

    /// <summary>Answers one token request; throws <see cref="AuthorityException"/> for a refusal.</summary>
    public async Task<TokenAnswer> GrantAsync(HttpContext http, string tenant)
    {
        if (!http.Request.HasFormContentType) throw AuthorityErrors.FieldMissing("grant_type");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return Required(form, "grant_type") switch
        {
            "client_credentials" => await ClientCredentialsAsync(http, tenant, form),
            "password" => await PasswordAsync(http, tenant, form),
            "refresh_token" => await RefreshAsync(http, tenant, form),
            var other => throw AuthorityErrors.UnknownGrant(other),
        };
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
        await EnterAsync(IsAlias(tenant) ? name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..] : tenant);
        var (application, _) = await ApplicationAsync(http, form);
        var scopes = Scopes(http, form, application);
        var user = await store.FindUserAsync(name) ?? throw AuthorityErrors.WrongPassword();
        var isAppPassword = user.PerUserMfaState != PerUserMfaState.Disabled && await store.IsAppPasswordAsync(user, password);
        if (!isAppPassword && (await store.PasswordHashAsync(user.Id) is not { } hash || !passwords.Verify(hash, password)))
        {
            return await AccessPassAsync(http, form, application, user, scopes, password);
        }

        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        // It stands for both factors, and ends with itself: a refresh token would outlive it.
        if (isAppPassword) return Answer(http, form, application, user, [.. scopes.Where(s => s != "offline_access")]);
        if (user.ForceChangePasswordNextSignIn) throw AuthorityErrors.PasswordMustChange();
        await RequireFactorsAsync(user, mfaAt: null);
        return Answer(http, form, application, user, scopes);
    }

    /// <summary>A Temporary Access Pass goes where the password does, as on Entra's sign-in page.</summary>
    private async Task<TokenAnswer> AccessPassAsync(HttpContext http, IFormCollection form, ApplicationRow application, UserRow user, string[] scopes, string pass)
    {
        if (!user.AccountEnabled) throw AuthorityErrors.WrongPassword();
        var signIn = await accessPasses.TryAsync(user, pass, application.Id) ?? throw AuthorityErrors.WrongPassword();
        return Answer(http, form, application, user, scopes, accessPass: signIn);
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
        if (grant.IssuedAt < user.SignInSessionsValidFromDateTime) throw AuthorityErrors.RefreshRevoked();
        var mfaAt = grant.MfaAt is { } at && (user.MfaSessionsValidFromDateTime is not { } from || at >= from) ? grant.MfaAt : null;
        // An access pass stands for both factors.
        if (grant.AccessPass is null) await RequireFactorsAsync(user, mfaAt);
        return Answer(http, form, application, user, form.ContainsKey("scope") ? Scopes(http, form, application) : grant.Scopes, mfaAt, grant.AccessPass);
    }

    /// <summary>What per-user multi-factor authentication and an administrator's wish to have it registered again ask of a sign-in.</summary>
    private async Task RequireFactorsAsync(UserRow user, DateTimeOffset? mfaAt)
    {
        if (await store.MustRegisterAsync(user)) throw AuthorityErrors.MfaRegistrationNeeded();
        if (mfaAt is null && user.PerUserMfaState == PerUserMfaState.Enforced) throw AuthorityErrors.MfaNeeded();
    }

    private TokenAnswer Answer(HttpContext http, IFormCollection form, ApplicationRow application, UserRow user, string[] scopes, DateTimeOffset? mfaAt = null, AccessPassSignIn? accessPass = null)
    {
        var claims = Claims(form);
        var doneAt = accessPass?.At ?? mfaAt;
        if ((claims.DemandsMfa && doneAt is null) || (claims.DemandsRecentMfa && !(doneAt is { } at && issuer.IsRecent(at)))) throw AuthorityErrors.MfaNeeded();
        var permissions = scopes.Except(OpenIdScopes).ToArray();
        var origin = http.Origin();
        return new(issuer.ForUser(origin, application, user, permissions, mfaAt is not null, isCaeCapable: claims.IsCaeCapable, authenticatedAt: mfaAt, accessPass: accessPass), issuer.ExpiresInOf(accessPass))
        {
            Scope = string.Join(' ', permissions.Select(p => $"{GraphResources[0]}/{p}").Concat(scopes.Intersect(OpenIdScopes))),
            IdToken = scopes.Contains("openid") ? issuer.IdToken(origin, application, user) : null,
            RefreshToken = scopes.Contains("offline_access") ? issuer.RefreshToken(origin, application, user, scopes, mfaAt, accessPass) : null,
            ClientInfo = form.ContainsKey("client_info") ? Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(
                Encoding.UTF8.GetBytes($$"""{"uid":"{{user.Id}}","utid":"{{user.TenantId}}"}""")) : null,
        };
    }

    internal static bool IsAlias(string tenant) => Aliases.Contains(tenant, StringComparer.OrdinalIgnoreCase);

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
    private string[] Scopes(HttpContext http, IFormCollection form, ApplicationRow application)
    {
        var asked = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var consented = application.DelegatedPermissions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var granted = new List<string>();
        foreach (var scope in asked)
        {
            if (OpenIdScopes.Contains(scope)) granted.Add(scope);
            else if (IsDefault(http, scope)) granted.AddRange(consented);
            else granted.Add(Consented(Name(http, scope)));
        }

        if (granted.Count == 0) throw AuthorityErrors.ScopeMissing();
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
