using AuthMethods.Access;
using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>What the service principal of Microsoft Graph offers: its published permissions. Their texts are only their names.</summary>
internal static class PublishedApi
{
    private static readonly Lazy<AppRole[]> Roles = new(() =>
    [
        .. PublishedPermissions.All.Where(p => p.ApplicationId is not null).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new AppRole
        {
            AllowedMemberTypes = ["Application"], Description = p.Name, DisplayName = p.Name, Id = p.ApplicationId!.Value,
            IsEnabled = true, Origin = "Application", Value = p.Name,
        }),
    ]);

    private static readonly Lazy<PermissionScope[]> Delegated = new(() =>
    [
        .. PublishedPermissions.All.Where(p => p.DelegatedId is not null).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new PermissionScope
        {
            AdminConsentDescription = p.Name, AdminConsentDisplayName = p.Name, Id = p.DelegatedId!.Value, IsEnabled = true, Origin = "Application",
            Type = p.NeedsAdmin ? "Admin" : "User",
            UserConsentDescription = p.Name, UserConsentDisplayName = p.Name, Value = p.Name,
        }),
    ]);

    public static readonly string[] Names = [ServicePrincipalRow.GraphAppId.ToString(), "https://graph.microsoft.com"];

    public static IReadOnlyList<AppRole> AppRoles => Roles.Value;

    public static IReadOnlyList<PermissionScope> Scopes => Delegated.Value;

    /// <summary>Its row in a new tenant, whose object id is derived from the tenant's.</summary>
    public static ServicePrincipalRow RowIn(Guid tenantId) => new()
    {
        TenantId = tenantId,
        Id = ActivatedRole.IdOf(tenantId, ServicePrincipalRow.GraphAppId),
        AppId = ServicePrincipalRow.GraphAppId,
        DisplayName = "Microsoft Graph",
        AppOwnerOrganizationId = ServicePrincipalRow.Microsoft,
    };
}
