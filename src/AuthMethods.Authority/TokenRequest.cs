using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>A request to the token endpoint of either version.</summary>
/// <param name="Http">The request.</param>
/// <param name="Tenant">The tenant segment of the path.</param>
/// <param name="Form">Its fields.</param>
internal sealed record TokenRequest(HttpContext Http, string Tenant, IFormCollection Form)
{
    /// <summary>The kind of grant. MSAL has a name of its own for devices.</summary>
    public string GrantType => Required("grant_type") switch
    {
        "device_code" => "urn:ietf:params:oauth:grant-type:device_code",
        var sent => sent,
    };

    /// <summary>The client's id in its usual form, from the header or the form; as it was sent if it is none.</summary>
    public string ClientId
    {
        get
        {
            var sent = Clients.Basic(Http)?.Id ?? Field("client_id");
            return GuidKey.TryParse(sent, out var id) ? id.ToString() : sent;
        }
    }

    /// <summary>The version of the endpoint.</summary>
    public TokenVersion Version { get; private init; } = TokenVersion.V2;

    /// <summary>The resource that version 1 asks for, which the token names as its audience; null for the usual one.</summary>
    public string? Resource { get; private init; }

    /// <summary>The requested scopes; null if the client sent none.</summary>
    public string? Scope { get; private init; }

    /// <summary>The code that a device polls with, which version 1 calls a code.</summary>
    public string DeviceCode => Version == TokenVersion.V1 && Field("device_code").Length == 0 ? Field("code") : Field("device_code");

    public string Field(string name) => Form[name].ToString();

    public string Required(string name) => TokenEndpoint.Required(Form, name);

    /// <summary>The scope that version 1 means: all permissions for a resource, and always a refresh token.</summary>
    public static string ScopeOf(string resource, string scope) =>
        string.Join(' ', [$"{resource.TrimEnd('/')}/.default", .. scope.Split(' ').Intersect(RequestedScopes.OpenId).Append("offline_access").Distinct()]);

    /// <summary>Reads the fields that the endpoint's version has.</summary>
    public static TokenRequest Read(HttpContext http, string tenant, IFormCollection form, TokenVersion version)
    {
        var scope = form.ContainsKey("scope") ? form["scope"].ToString() : null;
        if (version == TokenVersion.V2) return new(http, tenant, form) { Scope = scope };
        // A code or a refresh token was issued for a resource already.
        var isRedeemed = TokenEndpoint.Required(form, "grant_type") is "refresh_token" or "authorization_code" or "device_code";
        if (isRedeemed && !form.ContainsKey("resource")) return new(http, tenant, form) { Version = version };
        var resource = TokenEndpoint.Required(form, "resource");
        return new(http, tenant, form) { Version = version, Resource = resource, Scope = ScopeOf(resource, scope ?? "") };
    }
}
