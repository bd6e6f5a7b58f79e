using AuthMethods.Graph;
using AuthMethods.Graph.Query;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.DeletedItems;

public sealed class DeletedUserStore(AuthDb db, Changes changes, TimeProvider time)
{
    private IQueryable<UserRow> All
    {
        get
        {
            var oldest = RecycleBin.Oldest(time);
            return InBin(db).AsNoTracking().Where(u => u.DeletedDateTime > oldest);
        }
    }

    public Task<Page<UserRow>> PageAsync(GraphQuery query) => db.PageAsync(All, UserFields.All, query);

    public Task<int> CountAsync(GraphQuery query) => All.CountAsync(UserFields.All, query);

    public Task<UserRow> GetAsync(DeletedUser user) => All.SingleAsync(u => u.Id == user.Id);

    /// <summary>
    /// Brings a user back under <paramref name="name"/>, with all their methods. Sessions from before the deletion stay ended. Null
    /// when somebody else has the name by now.
    /// </summary>
    public Task<UserRow?> RestoreAsync(DeletedUser target, string name) => changes.ApplyAsync(async (db, _) =>
    {
        if (await InBin(db).SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) throw GraphErrors.ResourceNotFound(target.Id.ToString());
        user.DeletedDateTime = null;
        user.UserPrincipalName = name;
        user.UserPrincipalNameKey = UserKey.Of(name);
        user.Version = Guid.NewGuid();
        user.EndSessions(time);
        db.Record(Activity.RestoreUser, user.Id, name);
        return await db.TrySaveAsync() ? user : null;
    });

    /// <summary>False when somebody else was faster.</summary>
    public Task<bool> PurgeAsync(DeletedUser target) => changes.ApplyAsync((db, _) => PurgeAsync(db, target.Id, target.FormerName));

    internal static async Task<bool> PurgeAsync(AuthDb db, Guid id, string name)
    {
        if (await InBin(db).Where(u => u.Id == id).ExecuteDeleteAsync() == 0) return false;
        await db.AuthenticationMethods.Where(m => m.UserId == id).ExecuteDeleteAsync();
        await db.Set<OperationRow>().Where(o => o.UserId == id).ExecuteDeleteAsync();
        await db.GroupMembers.Where(m => m.MemberId == id).ExecuteDeleteAsync();
        await db.RoleAssignments.Where(a => a.PrincipalId == id).ExecuteDeleteAsync();
        db.Record(Activity.HardDeleteUser, id, name);
        return true;
    }

    internal static IQueryable<UserRow> InBin(AuthDb db) => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => u.DeletedDateTime != null);
}
