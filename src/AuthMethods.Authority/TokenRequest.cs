using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>A request to the token endpoint of either version.</summary>
/// <param name="Http">The request.</param>
/// <param name="Tenant">The tenant segment of the path.</param>
/// <param name="Form">Its fields.</param>
internal sealed record TokenRequest(HttpContext Http, string Tenant, IFormCollection Form)
{
    public string GrantType => TokenEndpoint.Required(Form, "grant_type");

    /// <summary>The version of the endpoint.</summary>
    public TokenVersion Version { get; private init; } = TokenVersion.V2;

    /// <summary>The resource that version 1 asks for, which the token names as its audience; null for the usual one.</summary>
    public string? Resource { get; private init; }

    /// <summary>The requested scopes; null if the client sent none.</summary>
    public string? Scope { get; private init; }

    /// <summary>Reads the fields that the endpoint's version has.</summary>
    public static TokenRequest Read(HttpContext http, string tenant, IFormCollection form, TokenVersion version)
    {
        var scope = form.ContainsKey("scope") ? form["scope"].ToString() : null;
        if (version == TokenVersion.V2) return new(http, tenant, form) { Scope = scope };
        var isRefresh = TokenEndpoint.Required(form, "grant_type") == "refresh_token";
        var resource = isRefresh && !form.ContainsKey("resource") ? RequestedScopes.Graph : TokenEndpoint.Required(form, "resource");
        var openId = (scope ?? "").Split(' ').Intersect(RequestedScopes.OpenId).Append("offline_access").Distinct();
        return new(http, tenant, form) { Version = version, Resource = resource, Scope = string.Join(' ', [$"{resource.TrimEnd('/')}/.default", .. openId]) };
    }
}
