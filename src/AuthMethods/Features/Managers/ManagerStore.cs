using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Managers;

internal sealed class ManagerStore(AuthDb db, DirectoryObjectStore objects, Changes changes)
{
    /// <summary>Refused if the user has no manager, or one in the recycle bin.</summary>
    public async Task<Outcome<DirectoryObject>> FindAsync(TargetUser user)
    {
        var manager = await db.Users.Where(u => u.Id == user.Id).Select(u => u.ManagerId).FirstOrDefaultAsync();
        return manager is { } id && await objects.FindAsync([id], ["user"]) is [var found] ? found : NoManager();
    }

    /// <summary>The ids of the direct reports.</summary>
    public IQueryable<Guid> Reports(TargetUser user)
    {
        var id = user.Id;
        return db.Users.Where(u => u.ManagerId == id).Select(u => u.Id);
    }

    public Task<Outcome> SetAsync(TargetUser target, Guid manager) => changes.TryAsync(async change =>
    {
        if (await Principal.FindAsync(change, manager) is not { } principal) return GraphErrors.ResourceNotFound(manager.ToString());
        if (principal.Kind != PrincipalKind.User || manager == target.Id) return GraphErrors.ReferenceNotAllowed("manager");
        return await WriteAsync(change, target, manager);
    });

    public Task<Outcome> RemoveAsync(TargetUser target) => changes.TryAsync(change => WriteAsync(change, target, null));

    private static async Task<Outcome> WriteAsync(Change change, TargetUser target, Guid? manager)
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) return GraphErrors.ResourceNotFound(target.Key);
        var former = user.ManagerId;
        if (former is null && manager is null) return NoManager();
        if (former == manager) return Outcome.Done;
        if (user.OnPremisesSyncEnabled == true) return GraphErrors.SyncedProperty("manager");
        user.ManagerId = manager;
        user.Version = Guid.NewGuid();
        change.Record(user, AuditActivity.SetUserManager, [new("Manager", former?.ToString(), manager?.ToString())]);
        return Outcome.Done;
    }

    private static GraphException NoManager() => GraphErrors.ResourceNotFound("manager");
}
