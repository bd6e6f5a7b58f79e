using Microsoft.AspNetCore.Http;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>The section <c>Passkey</c>.</summary>
public sealed class PasskeyOptions
{
    /// <summary>The domain that passkeys are made for, such as <c>login.contoso.com</c>. Unless set, the host that the client addressed.</summary>
    public string? RelyingPartyId { get; set; }

    /// <summary>What authenticators show as the one who asks for a passkey.</summary>
    public string RelyingPartyName { get; set; } = "AuthMethods";

    /// <summary>
    /// The origins whose pages may make passkeys. Unless set: <c>https</c> on the relying party's domain or one below it, and
    /// <c>http</c> on localhost.
    /// </summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>What kind of authenticator clients are to ask for: <c>cross-platform</c>, such as a security key or a phone, or <c>platform</c>.</summary>
    public string AuthenticatorAttachment { get; set; } = "cross-platform";

    /// <summary>
    /// A file of certificates (PEM) one of which must stand at the end of an attestation's chain. Unless set, nobody's word is trusted: every
    /// passkey is <c>notAttested</c>, and none is registered where the policy enforces attestation.
    /// </summary>
    public string? AttestationRoots { get; set; }

    /// <summary>The relying party's id for a request.</summary>
    internal string RelyingPartyOf(HttpContext http) => RelyingPartyId ?? http.Request.Host.Host;

    /// <summary>Whether a page of this origin may make passkeys.</summary>
    internal bool Accepts(string origin, HttpContext http)
    {
        if (Origins.Count > 0) return Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri)) return false;
        var domain = RelyingPartyOf(http);
        var isOurs = uri.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
        return isOurs && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host == "localhost"));
    }
}
