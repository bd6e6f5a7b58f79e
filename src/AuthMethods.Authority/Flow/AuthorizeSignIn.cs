using System.Globalization;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority.Flow;

/// <summary>A sign-in at the authorize endpoint, whose client gets a code.</summary>
internal sealed class AuthorizeSignIn(AuthorizationRequest request) : SignInRequest(request.Http)
{
    public override string Tenant => (string)Http.GetRouteValue("tenant")!;

    public override string ClientId => request.ClientId;

    public override SignInProtocol Protocol => SignInProtocol.OAuth2;

    public override string Place => Action;

    public override string Action => ActionOf(Http);

    public override string Scope => request.Scope;

    public override ConsentDemand Consent => request.Prompts.Contains("admin_consent") ? ConsentDemand.ForAll
        : request.Prompts.Contains("consent") ? ConsentDemand.Always
        : ConsentDemand.IfNeeded;

    public override string FormTargets => RedirectAddress.PolicySourceOf(request.RedirectUri);

    public override string LoginHint => request.LoginHint;

    public override bool Expects(LiveSession session)
    {
        if (request.IdTokenHint is { } token) return session.IsOf(token);
        // Without a domain it says whether the account is of an organization, as all are.
        var (id, domain) = (Query(Http, "sid"), Query(Http, "domain_hint"));
        return base.Expects(session) && (id.Length == 0 || session.Id.ToString() == id)
            && (!domain.Contains('.', StringComparison.Ordinal) || session.User.UserPrincipalName.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase));
    }

    public override SignInPrompt Prompt => request.Prompts.Contains("none") ? SignInPrompt.Nothing
        : request.Prompts.Contains("login") ? SignInPrompt.Login
        : request.Prompts.Contains("select_account") ? SignInPrompt.SelectAccount
        : SignInPrompt.None;

    public override TimeSpan? MaxAge =>
        int.TryParse(Http.Request.Query["max_age"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    public override SignInDemands Demands => SignInDemands.Read(Http.Request.Query);

    private AuthorityStore Store => Http.RequestServices.GetRequiredService<AuthorityStore>();

    private TokenEndpoint Endpoint => Http.RequestServices.GetRequiredService<TokenEndpoint>();

    public override Task<SignInNotice> NoticeAsync() => NoticeAsync(Store, ClientId);

    /// <summary>Names the application and, if it is known, the tenant.</summary>
    public static async Task<SignInNotice> NoticeAsync(AuthorityStore store, string clientId)
    {
        var application = !GuidKey.TryParse(clientId, out var id) ? null
            : store.Tenant == Guid.Empty ? await store.NameInAnyTenantAsync(id)
            : (await store.FindClientAsync(id))?.Principal.DisplayName;
        var tenant = store.Tenant == Guid.Empty ? null : await store.TenantNameAsync();
        return new(
            application is null ? "" : $"<p class=\"muted\">to <strong>{Page.Encoded(application)}</strong></p>",
            string.Concat(application is null ? "" : $" to {application}", tenant is null ? "" : $" – {tenant}"));
    }

    public override async Task<Client> EnterAsync(string userName, bool isSignedIn)
    {
        var client = await Endpoint.ClientOfPageAsync(Http, Tenant, userName, ClientId, isSignedIn ? request.Scope : "openid");
        if (request.HasIdToken && !client.IssuesIdTokens) throw AuthorityErrors.ResponseTypeNotSupported("id_token");
        return await Endpoint.MayRedirectAsync(client, request.RedirectUri) ? client : throw AuthorityErrors.RedirectNotAllowed();
    }

    public override async Task<string?> FinishAsync(SignedIn by, Client client)
    {
        List<(string, string)> results = [];
        string? code = null;
        if (request.HasCode)
        {
            code = await Http.RequestServices.GetRequiredService<PendingGrants>()
                .AddAsync(new(client.AppId, request.RedirectUri, request.Scope, request.Challenge, request.Nonce, by));
            results.Add(("code", code));
        }

        if (request.HasIdToken)
        {
            var issuer = Http.RequestServices.GetRequiredService<TokenIssuer>();
            results.Add(("id_token", issuer.IdToken(Http.Origin(), client.Principal, by.User, by.Authentication, request.Nonce, code: code)));
        }

        if (Consent == ConsentDemand.ForAll) results.Add(("admin_consent", "True"));
        return await request.AnswerAsync(results);
    }

    public override Task<string?> RefuseAsync(AuthorityException reason) => request.RefuseAsync(reason);
}
