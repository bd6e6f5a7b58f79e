using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

internal enum PrincipalKind
{
    User,
    Group,
    Application,
}

/// <summary>A directory object that can be a member of a group or hold a role.</summary>
/// <param name="Name">A user's principal name, otherwise the display name.</param>
/// <param name="IsAssignableToRole">Whether it is a group that roles can be assigned to.</param>
internal sealed record Principal(Guid Id, PrincipalKind Kind, string Name, bool IsAssignableToRole = false)
{
    public static async Task<Principal?> FindAsync(Change change, Guid id) =>
        await change.Users.Where(u => u.Id == id)
            .Select(u => new Principal(u.Id, PrincipalKind.User, u.UserPrincipalName, false)).FirstOrDefaultAsync()
        ?? await change.Groups.Where(g => g.Id == id)
            .Select(g => new Principal(g.Id, PrincipalKind.Group, g.DisplayName, g.IsAssignableToRole)).FirstOrDefaultAsync()
        ?? await change.ServicePrincipals.Where(a => a.Id == id)
            .Select(a => new Principal(a.Id, PrincipalKind.Application, a.DisplayName, false)).FirstOrDefaultAsync();

    /// <summary>Its kind, as audit records spell it.</summary>
    public string AuditType => Kind switch
    {
        PrincipalKind.User => "User",
        PrincipalKind.Group => "Group",
        PrincipalKind.Application => "ServicePrincipal",
    };

    /// <summary>The users who get this principal's roles.</summary>
    public async Task<Guid[]> UsersAsync(Change change) => Kind switch
    {
        PrincipalKind.User => [Id],
        PrincipalKind.Group => await change.GroupMembers.Where(m => m.GroupId == Id).Select(m => m.MemberId).ToArrayAsync(),
        PrincipalKind.Application => [],
    };
}
