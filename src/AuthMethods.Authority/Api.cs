using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;

namespace AuthMethods.Authority;

/// <summary>An API that access tokens are for: Microsoft Graph, or an application of the tenant that offers permissions.</summary>
/// <param name="AppId">Its client id.</param>
/// <param name="Name">How a request names it, such as <c>api://orders</c>.</param>
/// <param name="Registration">Null for Microsoft Graph.</param>
internal sealed record Api(Guid AppId, string Name, Application? Registration = null)
{
    public static readonly Api Graph = new(ServicePrincipalRow.GraphAppId, RequestedScopes.Graph);

    public bool IsGraph => Registration is null;

    /// <summary>The version of its tokens, which for an application its registration decides and not the endpoint.</summary>
    public TokenVersion Version => IsGraph || Registration!.Api.RequestedAccessTokenVersion == 2 ? TokenVersion.V2 : TokenVersion.V1;

    /// <summary>The audience of its tokens; null for the usual one of Graph.</summary>
    public string? Audience => IsGraph ? null : Version == TokenVersion.V2 ? AppId.ToString() : Name;

    /// <summary>The delegated permission with a name in any letter case; null if there is none.</summary>
    public ApiPermission? Find(string name) => IsGraph
        ? PublishedPermissions.Find(name) is { IsDelegated: true } published ? new(published.Name, published.NeedsAdmin) : null
        : Of(Registration!.Api.Oauth2PermissionScopes.FirstOrDefault(s => s.IsEnabled && name.Equals(s.Value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The same by its id.</summary>
    public ApiPermission? Find(Guid id) => IsGraph
        ? PublishedPermissions.FindByDelegatedId(id) is { } published ? new(published.Name, published.NeedsAdmin) : null
        : Of(Registration!.Api.Oauth2PermissionScopes.FirstOrDefault(s => s.IsEnabled && s.Id == id));

    /// <summary>The name of an application permission; null if there is none.</summary>
    public string? FindRole(Guid id) => IsGraph
        ? PublishedPermissions.FindByApplicationId(id)?.Name
        : Registration!.AppRoles.FirstOrDefault(r => r.IsEnabled && r.Id == id && r.AllowedMemberTypes.Contains("Application"))?.Value;

    /// <summary>What pages call a permission.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isRole">Whether it is an application permission.</param>
    /// <param name="isForAll">Whether an administrator is asked for everybody.</param>
    public string TextOf(string name, bool isRole, bool isForAll)
    {
        if (IsGraph) return PermissionTexts.Of(name, isRole);
        if (isRole) return Registration!.AppRoles.FirstOrDefault(r => r.Value == name)?.DisplayName ?? name;
        var scope = Registration!.Api.Oauth2PermissionScopes.FirstOrDefault(s => s.Value == name);
        var ofUser = scope?.UserConsentDisplayName is { Length: > 0 } text ? text : scope?.AdminConsentDisplayName;
        return (isForAll ? scope?.AdminConsentDisplayName : ofUser) is { Length: > 0 } found ? found : name;
    }

    /// <summary>The delegated permissions that a client has without anybody's consent.</summary>
    public IEnumerable<string> PreAuthorized(Guid client) => IsGraph ? [] : Registration!.Api.PreAuthorizedApplications
        .Where(p => GuidKey.TryParse(p.AppId, out var id) && id == client)
        .SelectMany(p => p.DelegatedPermissionIds)
        .Select(text => GuidKey.TryParse(text, out var id) ? Find(id)?.Name : null)
        .OfType<string>();

    private static ApiPermission? Of(PermissionScope? scope) => scope?.Value is { Length: > 0 } name ? new(name, scope.Type != "User") : null;
}

/// <summary>A delegated permission of an API.</summary>
/// <param name="Name">Its name, as in a token.</param>
/// <param name="NeedsAdmin">Only administrators may consent to it.</param>
internal sealed record ApiPermission(string Name, bool NeedsAdmin);
