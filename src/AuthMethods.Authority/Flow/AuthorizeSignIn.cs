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

    // Without the choice of a way to sign in, which the links of the first page add.
    public override string Action => Http.Request.PathBase + Http.Request.Path
        + QueryString.Create(Http.Request.Query.Where(q => q.Key != "with")).ToUriComponent();

    public override string FormTargets => RedirectAddress.PolicySourceOf(request.RedirectUri);

    public override string LoginHint => request.LoginHint;

    public override SignInPrompt Prompt => request.Prompt switch
    {
        "none" => SignInPrompt.Nothing,
        "login" => SignInPrompt.Login,
        "select_account" => SignInPrompt.SelectAccount,
        _ => SignInPrompt.None,
    };

    public override TimeSpan? MaxAge =>
        int.TryParse(Http.Request.Query["max_age"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    public override SignInDemands Demands => SignInDemands.Read(Http.Request.Query);

    private AuthorityStore Store => Http.RequestServices.GetRequiredService<AuthorityStore>();

    private TokenEndpoint Endpoint => Http.RequestServices.GetRequiredService<TokenEndpoint>();

    public override async Task<SignInNotice> NoticeAsync()
    {
        var application = !Guid.TryParse(ClientId, out var id) ? null
            : Store.Tenant == Guid.Empty ? await Store.NameInAnyTenantAsync(id)
            : (await Store.FindClientAsync(id))?.Principal.DisplayName;
        var tenant = Store.Tenant == Guid.Empty ? null : await Store.TenantNameAsync();
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

        return await request.AnswerAsync(results);
    }

    public override Task<string?> RefuseAsync(AuthorityException reason) => request.RefuseAsync(reason);
}
