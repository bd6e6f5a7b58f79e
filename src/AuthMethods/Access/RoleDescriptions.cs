namespace AuthMethods.Access;

/// <summary>Descriptions from Microsoft Entra's role reference, for the roles that matter to this API.</summary>
internal static class RoleDescriptions
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["Authentication Administrator"] = "Can access to view, set and reset authentication method information for any non-admin user.",
        ["Authentication Policy Administrator"] =
            "Can create and manage the authentication methods policy, tenant-wide MFA settings, password protection policy, and verifiable credentials.",
        ["Conditional Access Administrator"] = "Can manage Conditional Access capabilities.",
        ["Directory Readers"] = "Can read basic directory information. Commonly used to grant directory read access to applications and guests.",
        ["Global Administrator"] = "Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.",
        ["Global Reader"] = "Can read everything that a Global Administrator can, but not update anything.",
        ["Helpdesk Administrator"] = "Can reset passwords for non-administrators and Helpdesk Administrators.",
        ["Password Administrator"] = "Can reset passwords for non-administrators and Password Administrators.",
        ["Privileged Authentication Administrator"] = "Can access to view, set and reset authentication method information for any user (admin or non-admin).",
        ["Privileged Role Administrator"] = "Can manage role assignments in Microsoft Entra ID, and all aspects of Privileged Identity Management.",
        ["Reports Reader"] = "Can read sign-in and audit reports.",
        ["User Administrator"] = "Can manage all aspects of users and groups, including resetting passwords for limited admins.",
    };

    public static string Of(string role) => Known.GetValueOrDefault(role) ?? $"The built-in role {role}.";
}
