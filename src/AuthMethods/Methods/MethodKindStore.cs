using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>The operations that most kinds share: read, register, delete.</summary>
/// <param name="db">Reads.</param>
/// <param name="policies">The policy that affects how a method is shown.</param>
/// <param name="changes">Writes.</param>
/// <param name="toWire">The kind's wire type.</param>
/// <param name="name">The kind's name in the audit log: <c>Windows Hello for Business</c>.</param>
internal abstract class MethodKindStore<TRow, TMethod>(
    AuthDb db, UserPolicies policies, Changes changes, Func<TRow, MethodView, TMethod> toWire, string name)
    where TRow : AuthenticationMethodRow where TMethod : class
{
    protected AuthDb Db => db;

    protected Changes Changes => changes;

    public async Task<IReadOnlyList<TMethod>> ListAsync(TargetUser user)
    {
        var rows = await OfUser(db, user).OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id).ToListAsync();
        var view = await ViewAsync(user);
        return rows.ConvertAll(row => toWire(row, view));
    }

    public async Task<TMethod?> FindAsync(TargetUser user, string id) =>
        await RowAsync(db, user, id) is { } row ? toWire(row, await ViewAsync(user)) : null;

    /// <summary>Refused for the default second factor while others remain.</summary>
    public Task<Outcome> DeleteAsync(TargetUser user, string id) => changes.TryAsync(async change =>
    {
        if (!await change.LockAsync(user.Id) || await RowAsync(change, user, id) is not { } row) return GraphErrors.MethodNotFound();
        var view = await policies.ViewAsync(change, user);
        if (await DefaultMethod.RefuseDeleteAsync(change, row, view) is { } refusal) return refusal;
        change.Remove(row);
        change.Record(user, MethodChange.Deleted, name);
        if (CredentialOf(row) is { } credential) change.Record(user, credential.Deleted);
        return Outcome.Done;
    });

    /// <param name="user">The user who gets the method.</param>
    /// <param name="row">The method.</param>
    /// <param name="exists">The refusal if the user already has a method with this key; null if the key is new.</param>
    /// <param name="refuse">Other checks, made within the change.</param>
    protected Task<Outcome<TMethod>> RegisterAsync(
        TargetUser user, TRow row, Func<GraphException>? exists = null,
        Func<Change, UserPolicy, ValueTask<GraphException?>>? refuse = null) => changes.TryAsync<TMethod>(async change =>
    {
        if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
        var view = await policies.ViewAsync(change, user);
        if (refuse is not null && await refuse(change, view.Policy) is { } refusal) return refusal;
        (row.TenantId, row.UserId, row.CreatedDateTime) = (change.TenantId, user.Id, change.Now);
        change.Add(row);
        change.Record(user, MethodChange.Registered, name, registered: UsageOf(row));
        if (CredentialOf(row) is { } credential) change.Record(user, credential.Added);
        if (exists is null) await change.SaveAsync();
        else if (!await change.TrySaveAsync()) return exists();
        return toWire(row, view);
    });

    protected ValueTask<MethodView> ViewAsync(TargetUser user) => policies.ViewAsync(db, user);

    protected ValueTask<MethodView> ViewAsync(Change change, TargetUser user) => policies.ViewAsync(change, user);

    /// <summary>The directory's audit records for a method, in addition to its own; null for none.</summary>
    protected virtual DirectoryCredential? CredentialOf(TRow row) => null;

    /// <summary>What the registration of a method counts as in the reports; null if they don't count it.</summary>
    protected virtual UsageAuthMethod? UsageOf(TRow row) => null;

    protected Task<Outcome> TryAsync(Func<Change, Task<Outcome>> work) => changes.TryAsync(work);

    protected Task<Outcome<T>> TryAsync<T>(Func<Change, Task<Outcome<T>>> work) => changes.TryAsync(work);

    private static IQueryable<TRow> OfUser(AuthDb db, TargetUser user) => db.Set<TRow>().AsNoTracking().Where(m => m.UserId == user.Id);

    protected static Task<TRow?> RowAsync(Change change, TargetUser user, string id) => RowAsync(change.Rows, user, id);

    private static Task<TRow?> RowAsync(AuthDb db, TargetUser user, string id)
    {
        var key = AuthenticationMethodRow.KeyOf(id);
        return OfUser(db, user).FirstOrDefaultAsync(m => m.Id == key);
    }
}
