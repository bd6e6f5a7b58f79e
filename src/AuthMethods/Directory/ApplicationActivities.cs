using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>The audit activities of applications, service principals and what they are granted.</summary>
internal static class ApplicationActivities
{
    private const string Application = "Application";
    private const string ServicePrincipal = "ServicePrincipal";

    public static readonly AuditActivity AddApplication = New("Add application", "Add", Application);
    public static readonly AuditActivity UpdateApplication = New("Update application", "Update", Application);
    public static readonly AuditActivity DeleteApplication = New("Delete application", "Delete", Application);
    public static readonly AuditActivity UpdateApplicationSecrets =
        New("Update application – Certificates and secrets management", "Update", Application);
    public static readonly AuditActivity AddOwnerToApplication = New("Add owner to application", "Assign", Application);
    public static readonly AuditActivity RemoveOwnerFromApplication = New("Remove owner from application", "Unassign", Application);
    public static readonly AuditActivity AddServicePrincipal = New("Add service principal", "Add", ServicePrincipal);
    public static readonly AuditActivity UpdateServicePrincipal = New("Update service principal", "Update", ServicePrincipal);
    public static readonly AuditActivity RemoveServicePrincipal = New("Remove service principal", "Delete", ServicePrincipal);
    public static readonly AuditActivity AddServicePrincipalCredentials = New("Add service principal credentials", "Update", ServicePrincipal);
    public static readonly AuditActivity RemoveServicePrincipalCredentials = New("Remove service principal credentials", "Update", ServicePrincipal);
    public static readonly AuditActivity AddOwnerToServicePrincipal = New("Add owner to service principal", "Assign", ServicePrincipal);
    public static readonly AuditActivity RemoveOwnerFromServicePrincipal = New("Remove owner from service principal", "Unassign", ServicePrincipal);
    public static readonly AuditActivity AddRoleToServicePrincipal = New("Add app role assignment to service principal", "Assign", ServicePrincipal);
    public static readonly AuditActivity RemoveRoleFromServicePrincipal =
        New("Remove app role assignment from service principal", "Unassign", ServicePrincipal);
    public static readonly AuditActivity AddRoleToUser = New("Add app role assignment grant to user", "Assign", "User");
    public static readonly AuditActivity RemoveRoleFromUser = New("Remove app role assignment from user", "Unassign", "User");
    public static readonly AuditActivity AddRoleToGroup = New("Add app role assignment to group", "Assign", "Group");
    public static readonly AuditActivity RemoveRoleFromGroup = New("Remove app role assignment from group", "Unassign", "Group");
    public static readonly AuditActivity AddPermissionGrant = New("Add delegated permission grant", "Assign", ServicePrincipal);
    public static readonly AuditActivity RemovePermissionGrant = New("Remove delegated permission grant", "Unassign", ServicePrincipal);
    public static readonly AuditActivity ConsentToApplication = New("Consent to application", "Assign", ServicePrincipal);

    private static AuditActivity New(string name, string operation, string target) =>
        new(name, operation, AuditActivity.CoreDirectory, AuditActivity.ApplicationManagement) { TargetType = target };
}
