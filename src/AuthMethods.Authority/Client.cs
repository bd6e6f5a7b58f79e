using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;

namespace AuthMethods.Authority;

/// <summary>An application that asks for a token.</summary>
/// <param name="Principal">Its service principal in the tenant.</param>
/// <param name="Registration">Its registration; null if it is registered elsewhere, as Microsoft's own tools are.</param>
internal sealed record Client(ServicePrincipalRow Principal, ApplicationRow? Registration)
{
    private readonly Lazy<Application?> _application = new(() => Registration is null ? null : Application.From(Registration));

    public Guid AppId => Principal.AppId;

    /// <summary>Whether users may sign in to it without its secret.</summary>
    public bool IsPublic => _application.Value is not { } application
        || application.IsFallbackPublicClient == true
        || application.PublicClient.RedirectUris.Count > 0;

    /// <summary>Whether the authorize endpoint gives it id tokens.</summary>
    public bool IssuesIdTokens => _application.Value?.Web.ImplicitGrantSettings.EnableIdTokenIssuance == true;

    /// <summary>Its registration as Graph shows it; null if it is registered elsewhere.</summary>
    public Application? Application => _application.Value;

    /// <summary>The registered addresses of every kind.</summary>
    public IReadOnlyList<string> Redirects => _application.Value is { } application
        ? [.. application.Web.RedirectUris, .. application.Spa.RedirectUris, .. application.PublicClient.RedirectUris]
        : [];

    /// <summary>Whether a code may be sent to an address because it is registered.</summary>
    public bool HasRedirect(string uri) => HasPublicRedirect(uri) || Matches(_application.Value?.Web.RedirectUris, uri);

    /// <summary>The same for the addresses of installed and single-page applications, which redeem codes without a secret.</summary>
    public bool HasPublicRedirect(string uri) =>
        Matches(_application.Value?.PublicClient.RedirectUris, uri) || Matches(_application.Value?.Spa.RedirectUris, uri);

    /// <summary>Whether pages of an origin belong to it as a single-page application.</summary>
    public bool IsPage(string origin) => _application.Value is { } application && HasPage(application, origin);

    /// <summary>The same of a registration.</summary>
    public static bool HasPage(Application application, string origin) => application.Spa.RedirectUris.Any(r =>
        Uri.TryCreate(r, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"
        && (origin == page.GetLeftPart(UriPartial.Authority)
            || (Loopback.IsAddress(r) && Loopback.IsOrigin(origin) && new Uri(origin).Host == page.Host)));

    // The port of a loopback address is not compared, because installed applications listen on any free one.
    private static bool Matches(IReadOnlyList<string>? registered, string uri) => registered?.Any(r => r == uri || IsSameLoopback(r, uri)) == true;

    private static bool IsSameLoopback(string registered, string uri) =>
        Loopback.IsAddress(registered) && RedirectAddress.IsLoopback(uri)
        && Uri.TryCreate(registered, UriKind.Absolute, out var known) && Uri.TryCreate(uri, UriKind.Absolute, out var sent)
        && known.Scheme == "http" && sent.Scheme == "http"
        && known.Host == sent.Host && known.PathAndQuery == sent.PathAndQuery;
}

/// <summary>The delegated permissions that a client may use on behalf of a user.</summary>
internal sealed record Consent(Guid AppId, IReadOnlyCollection<string> Permissions)
{
    /// <summary>Nobody has consented yet to anything, for the user or for everybody.</summary>
    public bool IsFirst { get; init; }
}
