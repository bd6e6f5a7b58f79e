using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority.Flow;

/// <summary>What a user signs in for, at the authorize endpoint or with a device's code.</summary>
internal abstract class SignInRequest(HttpContext http)
{
    public HttpContext Http => http;

    /// <summary>The tenant's id or domain, or an alias: then the user's name decides.</summary>
    public abstract string Tenant { get; }

    /// <summary>The tenant follows from the request, not from the user's name.</summary>
    public bool IsTenantKnown => !TokenEndpoint.IsAlias(Tenant);

    public abstract string ClientId { get; }

    public abstract SignInProtocol Protocol { get; }

    /// <summary>The requested scopes.</summary>
    public abstract string Scope { get; }

    /// <summary>Whether the user has to agree, and for whom.</summary>
    public virtual ConsentDemand Consent => ConsentDemand.IfNeeded;

    /// <summary>What tickets are for: they are worth nothing for another request.</summary>
    public abstract string Place { get; }

    /// <summary>The address that forms are sent to.</summary>
    public abstract string Action { get; }

    /// <summary>Where forms, and redirects after them, may lead.</summary>
    public abstract string FormTargets { get; }

    /// <summary>The fields that each form repeats.</summary>
    public virtual IReadOnlyList<(string Name, string Value)> Hidden => [];

    public virtual string LoginHint => "";

    /// <summary>Whether a session is of a user that the client expects.</summary>
    public virtual bool Expects(LiveSession session) =>
        LoginHint.Length == 0 || session.User.UserPrincipalName.Equals(LoginHint, StringComparison.OrdinalIgnoreCase);

    public virtual SignInPrompt Prompt => SignInPrompt.None;

    /// <summary>How long ago the user may have signed in; null for any time.</summary>
    public virtual TimeSpan? MaxAge => null;

    /// <summary>What the client demands of the sign-in.</summary>
    public virtual SignInDemands Demands => default;

    /// <summary>What the user is told before signing in, in HTML.</summary>
    public abstract Task<SignInNotice> NoticeAsync();

    /// <summary>Enters the tenant and finds the client. Throws if there is none, or it may not be led back to.</summary>
    /// <param name="userName">The user who signs in.</param>
    /// <param name="isSignedIn">The user has signed in, so that their consent may be looked at.</param>
    public abstract Task<Client> EnterAsync(string userName, bool isSignedIn);

    /// <summary>Answers the client whose user has signed in. Null if the answer was written.</summary>
    public abstract Task<string?> FinishAsync(SignedIn by, Client client);

    /// <summary>Tells the client that there is no sign-in. Null if the answer was written.</summary>
    public abstract Task<string?> RefuseAsync(AuthorityException reason);

    /// <summary>The address of the request, to which forms are sent, without the choice of a way to sign in, which the links of the first page add.</summary>
    protected static string ActionOf(HttpContext http) => http.Request.PathBase + http.Request.Path
        + QueryString.Create(http.Request.Query.Where(q => q.Key != "with")).ToUriComponent();

    /// <summary>A parameter of the address.</summary>
    protected static string Query(HttpContext http, string name) => AuthorizationRequest.Query(http, name);
}

/// <summary>What a user is told before signing in.</summary>
/// <param name="Html">The text of the page.</param>
/// <param name="About">The end of the window's title.</param>
internal sealed record SignInNotice(string Html, string About);

/// <summary>Whether a user has to agree to what a client may do.</summary>
internal enum ConsentDemand
{
    /// <summary>Only to what nobody has agreed to yet.</summary>
    IfNeeded,
    /// <summary>To everything.</summary>
    Always,
    /// <summary>To everything, as an administrator for all users.</summary>
    ForAll,
}

/// <summary>What a client wants the user to be shown, whatever sessions there are.</summary>
internal enum SignInPrompt
{
    /// <summary>Only what is needed.</summary>
    None,
    /// <summary>Nothing: without a session there is an error.</summary>
    Nothing,
    /// <summary>The user signs in again.</summary>
    Login,
    /// <summary>The user chooses an account.</summary>
    SelectAccount,
}

