using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>What the stores of most kinds do alike: read, register, delete.</summary>
/// <param name="db">Reads.</param>
/// <param name="policies">What decides, beside the row, how a method is shown.</param>
/// <param name="changes">Writes.</param>
/// <param name="toWire">The kind's wire type.</param>
/// <param name="name">The kind as the audit log writes it: <c>Windows Hello for Business</c>.</param>
public abstract class MethodKindStore<TRow, TMethod>(
    AuthDb db, UserPolicies policies, Changes changes, Func<TRow, MethodView, TMethod> toWire, string name)
    where TRow : AuthenticationMethodRow where TMethod : class
{
    protected AuthDb Db => db;

    public async Task<IReadOnlyList<TMethod>> ListAsync(TargetUser user)
    {
        var rows = await OfUser(db, user).OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id).ToListAsync();
        var view = await ViewAsync(user);
        return rows.ConvertAll(row => toWire(row, view));
    }

    public async Task<TMethod?> FindAsync(TargetUser user, string id) =>
        await RowAsync(db, user, id) is { } row ? toWire(row, await ViewAsync(user)) : null;

    /// <summary>False when the user has no such method; refused for the default one while other second factors remain.</summary>
    public async Task<bool> DeleteAsync(TargetUser user, string id)
    {
        var view = await ViewAsync(user);
        return await changes.ApplyAsync(async change =>
        {
            await user.LockAsync(change);
            if (await RowAsync(change, user, id) is not { } row) return false;
            await DefaultMethod.RefuseDeleteAsync(change, row, view);
            change.Remove(row);
            change.Record(user, MethodChange.Deleted, name);
            if (CredentialOf(row) is { } credential) change.Record(user, credential.Deleted);
            return true;
        });
    }

    /// <summary>Null when a key holds it already, or <paramref name="most"/> are registered.</summary>
    /// <param name="user">Whose it becomes.</param>
    /// <param name="row">The method.</param>
    /// <param name="most">How many a user can have.</param>
    /// <param name="check">Refuses, within the change, what was possible before it.</param>
    protected async Task<TMethod?> RegisterAsync(TargetUser user, TRow row, int most = int.MaxValue, Func<Change, Task>? check = null)
    {
        var view = await ViewAsync(user);
        return await changes.ApplyAsync(async change =>
        {
            await user.LockAsync(change);
            if (most < int.MaxValue && await OfUser(change.Rows, user).CountAsync() >= most) return null;
            if (check is not null) await check(change);
            (row.TenantId, row.UserId, row.CreatedDateTime) = (change.TenantId, user.Id, change.Now);
            change.Add(row);
            change.Record(user, MethodChange.Registered, name);
            if (CredentialOf(row) is { } credential) change.Record(user, credential.Added);
            return await change.TrySaveAsync() ? toWire(row, view) : null;
        });
    }

    protected ValueTask<MethodView> ViewAsync(TargetUser user) => policies.ViewAsync(db, user);

    /// <summary>The credential that a method is in the directory besides; null for none.</summary>
    protected virtual DirectoryCredential? CredentialOf(TRow row) => null;

    protected Task<T> ApplyAsync<T>(Func<Change, Task<T>> work) => changes.ApplyAsync(work);

    private static IQueryable<TRow> OfUser(AuthDb db, TargetUser user) => db.Set<TRow>().AsNoTracking().Where(m => m.UserId == user.Id);

    protected static Task<TRow?> RowAsync(Change change, TargetUser user, string id) => RowAsync(change.Rows, user, id);

    // GUIDs are the same in any case; other ids are not.
    private static Task<TRow?> RowAsync(AuthDb db, TargetUser user, string id)
    {
        var key = Guid.TryParse(id, out var guid) ? guid.ToString() : id;
        return OfUser(db, user).FirstOrDefaultAsync(m => m.Id == key);
    }
}
