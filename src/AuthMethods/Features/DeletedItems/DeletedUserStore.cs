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

public sealed class DeletedUserStore(AuthDb db, MethodKinds kinds, Changes changes, TimeProvider time)
{
    // Whatever a table holds of a user goes with the user: no feature has to be remembered here.
    private static readonly MethodInfo OfUser = typeof(DeletedUserStore).GetMethod(nameof(DeleteOfUserAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

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

    public Task<string> DefaultDomainAsync() => db.DefaultDomainAsync();

    /// <inheritdoc cref="UserPrincipalName.CheckAsync"/>
    public Task CheckNameAsync(string name) => UserPrincipalName.CheckAsync(db, name);

    /// <summary>Null when somebody else restored or purged the user meanwhile.</summary>
    public Task<UserRow?> FindAsync(DeletedUser user) => All.SingleOrDefaultAsync(u => u.Id == user.Id);

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
    public Task<bool> PurgeAsync(DeletedUser target) => changes.ApplyAsync((db, _) => PurgeAsync(kinds, db, target.Id, target.FormerName));

    internal static async Task<bool> PurgeAsync(MethodKinds kinds, AuthDb db, Guid id, string name)
    {
        if (await InBin(db).Where(u => u.Id == id).ExecuteDeleteAsync() == 0) return false;
        await kinds.ReleaseAsync(db, id);
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.BaseType is null && t.FindProperty(nameof(AuthenticationMethodRow.UserId)) is not null))
        {
            await (Task<int>)OfUser.MakeGenericMethod(type.ClrType).Invoke(null, [db, id])!;
        }

        await db.GroupMembers.Where(m => m.MemberId == id).ExecuteDeleteAsync();
        await db.RoleAssignments.Where(a => a.PrincipalId == id).ExecuteDeleteAsync();
        db.Record(Activity.HardDeleteUser, id, name);
        return true;
    }

    private static Task<int> DeleteOfUserAsync<TRow>(AuthDb db, Guid id) where TRow : TenantOwned =>
        db.Set<TRow>().Where(row => EF.Property<Guid>(row, nameof(AuthenticationMethodRow.UserId)) == id).ExecuteDeleteAsync();

    internal static IQueryable<UserRow> InBin(AuthDb db) => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => u.DeletedDateTime != null);
}
