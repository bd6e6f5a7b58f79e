using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>The owners of applications and service principals.</summary>
internal sealed class ApplicationOwners(AuthDb db, Changes changes, DirectoryObjectStore objects)
{
    public async Task<IReadOnlyList<DirectoryObject>> OfAsync(Guid id) =>
        await objects.FindAsync(await db.ApplicationOwners.Where(o => o.ObjectId == id).OrderBy(o => o.OwnerId).Select(o => o.OwnerId).ToListAsync());

    /// <summary>Whether an application acts with application permissions or directory roles of its own.</summary>
    public static Task<bool> IsPrivilegedAsync(AuthDb db, Guid appId)
    {
        var principals = db.ServicePrincipals.Where(s => s.AppId == appId).Select(s => s.Id);
        return principals.AnyAsync(p => db.AppRoleAssignments.Any(a => a.PrincipalId == p) || db.RoleAssignments.Any(a => a.PrincipalId == p)
            || db.GroupMembers.Any(m => m.MemberId == p && !m.IsOwner && db.Groups.Any(g => g.Id == m.GroupId && g.IsAssignableToRole)));
    }

    public Task<Outcome> AddAsync(Guid id, string name, Guid owner, AuditActivity activity) => changes.TryAsync(async change =>
    {
        if (await Principal.FindAsync(change, owner) is not { } principal) return GraphErrors.ResourceNotFound(owner.ToString());
        if (principal.Kind == PrincipalKind.Group) return GraphErrors.ReferenceNotAllowed("owners");
        change.Add(new ApplicationOwnerRow { TenantId = change.TenantId, ObjectId = id, OwnerId = owner });
        change.Record(activity, id, name, changes: [new("Owner", null, principal.Name)]);
        return await change.TrySaveAsync() ? Outcome.Done : GraphErrors.ReferenceExists("owners");
    });

    public Task<Outcome> RemoveAsync(Guid id, string name, string key, AuditActivity activity) => changes.TryAsync(async change =>
    {
        if (!GuidKey.TryParse(key, out var owner)
            || await change.ApplicationOwners.Where(o => o.ObjectId == id && o.OwnerId == owner).ExecuteDeleteAsync() == 0)
        {
            return GraphErrors.ResourceNotFound(key);
        }

        change.Record(activity, id, name, changes: [new("Owner", (await Principal.FindAsync(change, owner))?.Name ?? key, null)]);
        return Outcome.Done;
    });

    /// <summary>Makes the caller an owner of what it has created, unless it is a user of another directory.</summary>
    internal static async Task AddCreatorAsync(Change change, Guid id, Guid caller)
    {
        if (await Principal.FindAsync(change, caller) is not null)
        {
            change.Add(new ApplicationOwnerRow { TenantId = change.TenantId, ObjectId = id, OwnerId = caller });
        }
    }
}
