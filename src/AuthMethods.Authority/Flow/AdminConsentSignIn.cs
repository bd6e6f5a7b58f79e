using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority.Flow;

/// <summary>
/// An administrator's sign-in at the admin consent endpoint, to agree for everybody to what an application asks for. The application gets to know
/// the result; without an address of it a page says so.
/// </summary>
internal sealed class AdminConsentSignIn(HttpContext http, string clientId, string? redirectUri, string scope) : SignInRequest(http)
{
    public override string Tenant => (string)Http.GetRouteValue("tenant")!;

    public override string ClientId => clientId;

    public override SignInProtocol Protocol => SignInProtocol.OAuth2;

    public override string Place => Action;

    public override string Action => ActionOf(Http);

    public override string FormTargets => redirectUri is null ? "" : RedirectAddress.PolicySourceOf(redirectUri);

    public override string Scope => scope;

    public override ConsentDemand Consent => ConsentDemand.ForAll;

    private AuthorityStore Store => Http.RequestServices.GetRequiredService<AuthorityStore>();

    private TokenEndpoint Endpoint => Http.RequestServices.GetRequiredService<TokenEndpoint>();

    private static bool IsVersionOne(HttpContext http) => !http.Request.Path.Value!.Contains("/v2.0/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a request of either version; that of version 1 is always about what the application is registered for.</summary>
    public static async Task<AdminConsentSignIn> ReadAsync(HttpContext http)
    {
        var client = Query(http, "client_id") is { Length: > 0 } id ? id : throw AuthorityErrors.FieldMissing("client_id");
        var scope = IsVersionOne(http) || Query(http, "scope") is not { Length: > 0 } sent ? $"{RequestedScopes.Graph}/.default" : sent;
        var redirect = Query(http, "redirect_uri") is { Length: > 0 } address ? address : null;
        var tenant = (string)http.GetRouteValue("tenant")!;
        if (redirect is not null && !RedirectAddress.IsUsable(redirect)) throw AuthorityErrors.RedirectNotAllowed();
        var request = new AdminConsentSignIn(http, client, redirect, scope);
        if (request.IsTenantKnown) await request.CheckAsync(await request.Endpoint.ClientOfAsync(tenant, client));
        return request;
    }

    public override Task<SignInNotice> NoticeAsync() => AuthorizeSignIn.NoticeAsync(Store, ClientId);

    public override async Task<Client> EnterAsync(string userName, bool isSignedIn) =>
        await CheckAsync(await Endpoint.ClientOfPageAsync(Http, Tenant, userName, ClientId, "openid"));

    public override async Task<string?> FinishAsync(SignedIn by, Client client)
    {
        var tenant = by.User.TenantId.ToString();
        if (IsVersionOne(Http)) return Answer([("admin_consent", "True"), ("tenant", tenant)]);
        var api = await Http.RequestServices.GetRequiredService<RequestedScopes>().ApiOfAsync(Http, scope);
        var granted = (await Store.ConsentAsync(client, PermissionGrantRow.AllPrincipals, api)).Permissions;
        var names = RequestedScopes.Permissions(scope).Any(RequestedScopes.IsDefault)
            ? granted.Except(RequestedScopes.OpenId)
            : granted.Intersect(RequestedScopes.Permissions(scope).Select(RequestedScopes.NameOf), StringComparer.OrdinalIgnoreCase);
        return Answer([("admin_consent", "True"), ("tenant", tenant), ("scope", string.Join(' ', names.Select(n => $"{api.Name}/{n}")))]);
    }

    public override Task<string?> RefuseAsync(AuthorityException reason)
    {
        // With an alias the address may be nobody's.
        if (Store.Tenant == Guid.Empty) throw reason;
        var told = reason.Code == AuthorityErrors.AccessDenied().Code ? AuthorityErrors.AdminConsentDenied() : reason;
        return Task.FromResult(Answer([("error", told.Error), ("error_description", Page.Text(told)), ("admin_consent", "True")]));
    }

    private string? Answer((string Name, string Value)[] values)
    {
        if (redirectUri is null)
        {
            return values[0].Name == "error"
                ? Page.Document("Permissions not granted", "<p>Nothing was changed. You can close this page.</p>")
                : Page.Document("Permissions granted", "<p>The application has the permissions for all users of your organization. You can close this page.</p>");
        }

        (string, string)[] state = Query(Http, "state") is { Length: > 0 } sent ? [("state", sent)] : [];
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = RedirectAddress.With(redirectUri, [.. values, .. state]);
        return null;
    }

    private async Task<Client> CheckAsync(Client client) => redirectUri is null || await Endpoint.MayRedirectAsync(client, redirectUri)
        ? client
        : throw AuthorityErrors.RedirectNotAllowed();
}
