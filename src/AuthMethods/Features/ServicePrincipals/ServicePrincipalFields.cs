using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;
using static AuthMethods.Wire.Query.Searched;

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>The fields by which service principals, their app roles and their permission grants can be filtered.</summary>
internal static class ServicePrincipalFields
{
    public static readonly Fields<ServicePrincipalRow> All = new Fields<ServicePrincipalRow>("ServicePrincipal", typeof(ServicePrincipal), s => s.Id)
        // always, and in an advanced query
        .Boolean("accountEnabled", s => s.AccountEnabled, Eq | In, Ne)
        .Id("appId", s => s.AppId, Eq | In, Ne)
        .Id("appOwnerOrganizationId", s => s.AppOwnerOrganizationId, Eq, Ne)
        .Text("displayName", s => s.DisplayNameKey, Eq | Ge | Le | In | StartsWith, Ne | Null, sort: ByDefault, search: ByWords, isIndexed: true)
        .Id("id", s => s.Id, Eq | In, Ne)
        .Texts("tags", s => s.TagKeys, Eq, Ne | Count);

    public static readonly Fields<AppRoleAssignmentRow> AppRoles =
        new Fields<AppRoleAssignmentRow>("AppRoleAssignment", typeof(AppRoleAssignment), a => a.Id) { IsDirectory = false }
            .Id("appRoleId", a => a.AppRoleId, Eq | In)
            .Id("principalId", a => a.PrincipalId, Eq | In)
            .Id("resourceId", a => a.ResourceId, Eq | In);

    public static readonly Fields<PermissionGrantRow> Grants =
        new Fields<PermissionGrantRow>("OAuth2PermissionGrant", typeof(PermissionGrant), g => g.Id) { IsDirectory = false }
            .Id("clientId", g => g.ClientId, Eq | In)
            .Code("consentType", g => g.PrincipalId == PermissionGrantRow.AllPrincipals ? PermissionGrant.OfAll : PermissionGrant.OfOne, Eq)
            .Id("principalId", g => g.PrincipalId, Eq | In)
            .Id("resourceId", g => g.ResourceId, Eq | In);
}
