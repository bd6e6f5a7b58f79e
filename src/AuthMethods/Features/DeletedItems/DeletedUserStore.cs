using System.Reflection;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.DeletedItems;

internal sealed class DeletedUserStore(AuthDb db, MethodKinds kinds, Changes changes, TimeProvider time)
{
    // Purging deletes a user's rows from every table with a user id, so a new feature needs no change here.
    private static readonly MethodInfo DeleteRows = typeof(DeletedUserStore).GetMethod(nameof(DeleteRowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private IQueryable<UserRow> All
    {
        get
        {
            var oldest = RecycleBin.Oldest(time);
            return InBin(db).AsNoTracking().Where(u => u.DeletedDateTime > oldest);
        }
    }

    public Task<Page<UserRow>> PageAsync(GraphQuery query) => db.PageAsync(All, UserFields.All, query);

    public Task<string> DefaultDomainAsync() => db.DefaultDomainAsync();

    /// <summary>Refused for a name that is invalid in this tenant.</summary>
    public async Task<Outcome> CheckNameAsync(string name) => await UserPrincipalName.CheckAsync(db, name) is { } refusal ? refusal : Outcome.Done;

    /// <summary>Null when another request has restored or purged the user.</summary>
    public Task<UserRow?> FindAsync(DeletedUser user) => All.SingleOrDefaultAsync(u => u.Id == user.Id);

    /// <summary>Restores a user under <paramref name="name"/>, with all their methods. Sessions from before the deletion stay ended.</summary>
    public Task<Outcome<UserRow>> RestoreAsync(DeletedUser target, string name) => changes.TryAsync<UserRow>(async change =>
    {
        if (await InBin(change.Rows).SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) return GraphErrors.ResourceNotFound(target.Id.ToString());
        user.DeletedDateTime = null;
        user.UserPrincipalName = name;
        user.UserPrincipalNameKey = UserKey.Of(name);
        user.Version = Guid.NewGuid();
        user.EndSessions(time);
        change.Record(AuditActivity.RestoreUser, user.Id, name);
        return await change.TrySaveAsync() ? user : GraphErrors.Conflict("userPrincipalName");
    });

    public Task<Outcome> PurgeAsync(DeletedUser target) => changes.TryAsync(async change =>
        await PurgeAsync(kinds, change, target.Id, target.FormerName) ? Outcome.Done : GraphErrors.ResourceNotFound(target.Id.ToString()));

    /// <summary>False when the user is not in the recycle bin.</summary>
    internal static async Task<bool> PurgeAsync(MethodKinds kinds, Change change, Guid id, string name)
    {
        if (await InBin(change.Rows).Where(u => u.Id == id).ExecuteDeleteAsync() == 0) return false;
        change.Objects.Note(ObjectKind.User, id);
        await kinds.ReleaseAsync(change, id);
        var types = change.Rows.Model.GetEntityTypes();
        foreach (var type in types.Where(t => t.BaseType is null && t.FindProperty(nameof(AuthenticationMethodRow.UserId)) is not null))
        {
            await (Task<int>)DeleteRows.MakeGenericMethod(type.ClrType).Invoke(null, [change, id])!;
        }

        await GroupMemberRow.RemoveFromAllAsync(change, ObjectKind.User, id);
        await change.AdministrativeUnitMembers.Where(m => m.MemberId == id).ExecuteDeleteAsync();
        await change.RoleAssignments.Where(a => a.PrincipalId == id).ExecuteDeleteAsync();
        await change.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => u.ManagerId == id)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.ManagerId, (Guid?)null).SetProperty(x => x.Version, Guid.NewGuid()));
        await change.AppRoleAssignments.Where(a => a.PrincipalId == id).ExecuteDeleteAsync();
        await change.PermissionGrants.Where(g => g.PrincipalId == id).ExecuteDeleteAsync();
        await change.ApplicationOwners.Where(o => o.OwnerId == id).ExecuteDeleteAsync();
        change.Record(AuditActivity.HardDeleteUser, id, name);
        return true;
    }

    private static Task<int> DeleteRowsAsync<TRow>(Change change, Guid id) where TRow : TenantOwned =>
        change.Set<TRow>().Where(row => EF.Property<Guid>(row, nameof(AuthenticationMethodRow.UserId)) == id).ExecuteDeleteAsync();

    internal static IQueryable<UserRow> InBin(AuthDb db) => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => u.DeletedDateTime != null);
}
