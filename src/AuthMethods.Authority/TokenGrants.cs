using System.Text;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Authority;

/// <summary>What a client gets for each kind of grant, once it is known to be the client's. Throws <see cref="AuthorityException"/> for a refusal.</summary>
internal sealed class TokenGrants(
    AuthorityStore store, TokenIssuer issuer, UserSignIns signIns, RequestedScopes scopes, UserAssertions assertions, SignInLog log)
{
    /// <param name="request">The request.</param>
    /// <param name="client">The client.</param>
    /// <param name="isAuthenticated">Whether the client proved who it is.</param>
    /// <param name="redeemed">What the code or refresh token in the request stands for.</param>
    /// <returns>The answer, without a refresh token, and what one stands for if the client gets one.</returns>
    public Task<(TokenAnswer Answer, Grant? Renewable)> GrantAsync(TokenRequest request, Client client, bool isAuthenticated, Grant? redeemed) =>
        request.GrantType switch
        {
            "client_credentials" => ClientCredentialsAsync(request, client, isAuthenticated),
            "password" => PasswordAsync(request, client),
            "refresh_token" => RefreshAsync(request, client, redeemed!),
            UserAssertions.GrantType => OnBehalfOfAsync(request, client, isAuthenticated),
            _ => CodeAsync(request, client, redeemed!),
        };

    /// <summary>Enters a tenant by its id or domain.</summary>
    public async Task EnterAsync(string tenant) => store.Enter(await store.FindTenantAsync(tenant) ?? throw AuthorityErrors.UnknownTenant(tenant));

    /// <summary>Enters the tenant of a grant, if it is that of the path or the path has an alias.</summary>
    public async Task<bool> EnterAsync(string segment, Guid tenant)
    {
        if (!TokenEndpoint.IsAlias(segment)) await EnterAsync(segment);
        else if (await store.FindTenantAsync(tenant.ToString()) is { } known) store.Enter(known);
        return store.Tenant == tenant;
    }

    private async Task<(TokenAnswer, Grant?)> ClientCredentialsAsync(TokenRequest request, Client client, bool isAuthenticated)
    {
        if (!isAuthenticated) throw AuthorityErrors.SecretMissing();
        var api = await ApplicationApiAsync(request);
        var permissions = await store.ApplicationPermissionsAsync(client, api);
        var token = issuer.ForApplication(
            request.Http.Origin(), client.Principal, permissions, AudienceOf(request, api), ClaimsRequest.Read(request.Form).IsCaeCapable,
            VersionOf(request, api));
        return (new(token, issuer.ExpiresIn), null);
    }

    private async Task<Api> ApplicationApiAsync(TokenRequest request)
    {
        if (request.Version == TokenVersion.V1) return await ApiOfAsync(request, request.Scope!);
        var scope = request.Required("scope");
        var isDefault = !scope.Contains(' ', StringComparison.Ordinal) && RequestedScopes.IsDefault(scope);
        return (isDefault ? await scopes.FindApiAsync(request.Http, RequestedScopes.ResourceOf(scope)) : null) ?? throw AuthorityErrors.DefaultScopeOnly(scope);
    }

    private async Task<(TokenAnswer, Grant?)> PasswordAsync(TokenRequest request, Client client)
    {
        var (name, password) = (request.Field("username"), request.Field("password"));
        var scope = request.Scope ?? "";
        var api = await ApiOfAsync(request, scope);
        var granted = RequestedScopes.Of(scope, api, await store.ConsentAsync(client, name, api));
        var by = await signIns.SignInAsync(request.Http, name, password, new(client.AppId, IsInteractive: false), MfaError(request));
        return Answer(request, client, api, by.User, granted, new Grant(by.User.TenantId, client.AppId, scope).Of(by));
    }

    /// <summary>An authorization code, or the code of a device.</summary>
    private async Task<(TokenAnswer, Grant?)> CodeAsync(TokenRequest request, Client client, Grant grant) =>
        await UserAsync(request, client, await StillSignedInAsync(grant), grant);

    private async Task<(TokenAnswer, Grant?)> RefreshAsync(TokenRequest request, Client client, Grant grant)
    {
        var user = await StillSignedInAsync(grant);
        var authentication = grant.Remembered(user);
        if (!authentication.IsMultiFactorByItself) await signIns.RequireFactorsAsync(user, authentication.MultiFactorAt, MfaError(request));
        return await UserAsync(request, client, user, grant with { Scope = request.Scope ?? grant.Scope, Authentication = authentication });
    }

    private async Task<(TokenAnswer, Grant?)> OnBehalfOfAsync(TokenRequest request, Client client, bool isAuthenticated) =>
        await RefreshAsync(request, client, await assertions.ReadAsync(request, client, isAuthenticated));

    private async Task<(TokenAnswer, Grant?)> UserAsync(TokenRequest request, Client client, UserRow user, Grant grant)
    {
        var api = await ApiOfAsync(request, grant.Scope);
        return Answer(request, client, api, user, RequestedScopes.Of(grant.Scope, api, await store.ConsentAsync(client, user.Id, api)), grant);
    }

    /// <summary>The current row of a user who signed in; refused if the sign-in has ended since, or its method was deleted.</summary>
    private async Task<UserRow> StillSignedInAsync(Grant grant)
    {
        var user = await store.FindUserAsync(grant.UserId) ?? throw AuthorityErrors.RefreshRevoked();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (user.SessionsEnded != grant.SessionsEnded) throw AuthorityErrors.RefreshRevoked();
        if (grant.Authentication!.MethodId is { } method && !await store.HasMethodAsync(user, method)) throw AuthorityErrors.RefreshRevoked();
        return user;
    }

    private async Task<Api> ApiOfAsync(TokenRequest request, string scope)
    {
        var named = request.Resource is { } resource
            ? await scopes.FindApiAsync(request.Http, resource) ?? throw AuthorityErrors.UnknownResource(resource, store.Tenant)
            : null;
        var api = await scopes.ApiOfAsync(request.Http, scope);
        return named is null || named.AppId == api.AppId ? api : throw AuthorityErrors.ManyResources($"{named.Name} {scope}");
    }

    private static string? AudienceOf(TokenRequest request, Api api) => api.IsGraph ? request.Resource : api.Audience;

    private static TokenVersion VersionOf(TokenRequest request, Api api) => api.IsGraph ? request.Version : api.Version;

    /// <summary>A client that sends a password can't show the user a page.</summary>
    private static string MfaError(TokenRequest request) => request.GrantType == "password" ? "invalid_grant" : "interaction_required";

    private (TokenAnswer, Grant?) Answer(TokenRequest request, Client client, Api api, UserRow user, string[] granted, Grant grant)
    {
        var (claims, authentication) = (ClaimsRequest.Read(request.Form), grant.Authentication!);
        var doneAt = authentication.MultiFactorAt;
        log.HasMultiFactor(doneAt is not null);
        if ((claims.DemandsMfa && doneAt is null) || (claims.DemandsRecentMfa && !(doneAt is { } at && issuer.IsRecent(at))))
        {
            throw AuthorityErrors.MfaNeeded(MfaError(request));
        }

        if (!grant.IsRenewable) granted = [.. granted.Where(s => s != "offline_access")];
        var permissions = granted.Except(RequestedScopes.OpenId).ToArray();
        var (origin, application) = (request.Http.Origin(), client.Principal);
        var answer = new TokenAnswer(
            issuer.ForUser(
                origin, application, user, permissions, authentication, AudienceOf(request, api), claims.IsCaeCapable, VersionOf(request, api)),
            issuer.ExpiresInOf(authentication))
        {
            Scope = request.Version == TokenVersion.V1 ? string.Join(' ', permissions) : ScopeOf(api, permissions, granted, grant.Scope),
            IdToken = granted.Contains("openid") ? issuer.IdToken(origin, application, user, authentication, grant.Nonce, request.Version) : null,
            ClientInfo = request.Form.ContainsKey("client_info")
                ? WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($$"""{"uid":"{{user.Id}}","utid":"{{user.TenantId}}"}"""))
                : null,
        };
        if (!granted.Contains("offline_access")) return (answer, null);
        var renewable = new Grant(user.TenantId, client.AppId, string.Join(' ', scopes.Renewable(request.Http, grant.Scope))).Of(user, authentication);
        return (answer, renewable);
    }

    // MSAL finds a token in its cache only by scopes that the answer names.
    private static string ScopeOf(Api api, string[] permissions, string[] granted, string requested) => string.Join(' ',
    [
        .. permissions.Select(p => $"{api.Name}/{p}"), .. granted.Intersect(RequestedScopes.OpenId), .. RequestedScopes.DefaultsIn(requested),
    ]);
}

/// <summary>A successful answer of the token endpoint.</summary>
internal sealed record TokenAnswer(string AccessToken, int ExpiresIn)
{
    public string? Scope { get; init; }
    public string? IdToken { get; init; }
    public string? RefreshToken { get; init; }
    public string? ClientInfo { get; init; }
}
