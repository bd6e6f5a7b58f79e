using System.Linq.Expressions;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;

namespace AuthMethods.Features.Reports;

/// <summary>The users whom the summaries count as privileged: the holders of nine roles.</summary>
internal static class PrivilegedAdministrators
{
    private const DirectoryRoles FlaggedRoles =
        DirectoryRoles.GlobalAdministrator | DirectoryRoles.SecurityAdministrator | DirectoryRoles.ConditionalAccessAdministrator
        | DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.UserAdministrator | DirectoryRoles.AuthenticationAdministrator;

    // Roles without a flag are found by their assignments.
    private static readonly Guid[] OtherRoles =
        [.. DirectoryRole.All
            .Where(r => r.Name is "Exchange Administrator" or "SharePoint Administrator" or "Billing Administrator")
            .Select(r => r.TemplateId)];

    public static Expression<Func<UserRow, bool>> IsPrivileged(AuthDb db) => u => ((u.Roles | u.ScopedRoles) & FlaggedRoles) != DirectoryRoles.None
        || db.RoleAssignments.Any(a => OtherRoles.Contains(a.RoleTemplateId) && (a.PrincipalId == u.Id
            || db.GroupMembers.Any(g => g.GroupId == a.PrincipalId && g.MemberId == u.Id && !g.IsOwner)));
}
