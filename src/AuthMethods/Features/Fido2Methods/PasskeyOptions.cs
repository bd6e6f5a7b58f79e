using Microsoft.AspNetCore.Http;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>The section <c>Passkey</c>.</summary>
public sealed class PasskeyOptions
{
    /// <summary>The domain of the passkeys, such as <c>login.contoso.com</c>. If not set, the host of the request.</summary>
    public string? RelyingPartyId { get; set; }

    /// <summary>The name that authenticators show when they create a passkey.</summary>
    public string RelyingPartyName { get; set; } = "AuthMethods";

    /// <summary>
    /// The origins whose pages may create passkeys. If not set, <c>https</c> on the relying party's domain and its subdomains, and
    /// <c>http</c> on localhost.
    /// </summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>The kind of authenticator that clients use: <c>cross-platform</c>, such as a security key or a phone, or <c>platform</c>.</summary>
    public string AuthenticatorAttachment { get; set; } = "cross-platform";

    /// <summary>
    /// A PEM file with the root certificates that attestation chains must end in. If not set, no attestation is trusted: every passkey
    /// is <c>notAttested</c>, and a policy that enforces attestation prevents registration.
    /// </summary>
    public string? AttestationRoots { get; set; }

    /// <summary>The relying party id for a request.</summary>
    internal string RelyingPartyOf(HttpContext http) => RelyingPartyId ?? http.Request.Host.Host;

    /// <summary>Whether pages of this origin may create passkeys.</summary>
    internal bool Accepts(string origin, HttpContext http)
    {
        if (Origins.Count > 0) return Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri)) return false;
        var domain = RelyingPartyOf(http);
        var isOurs = uri.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
        return isOurs && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host == "localhost"));
    }
}
