using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods.Policy;

/// <summary>
/// Changes of the tenant's policy. Each gives it a new stamp in the same transaction, first of all: from then on other changes wait,
/// and a call that reads the stamp afterwards, on any replica, applies the policy as changed.
/// </summary>
public sealed class PolicyChanges(Changes changes)
{
    private const int MostBytes = 20 * 1024;

    public Task<bool> ApplyAsync(Func<AuthDb, Task> change) => changes.ApplyAsync(async (db, now) =>
    {
        var stamp = Guid.NewGuid();
        var found = await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, stamp).SetProperty(x => x.PolicyModifiedDateTime, now));
        if (found == 0) throw GraphErrors.MethodNotFound();
        await change(db);
        await db.SaveChangesAsync();
        if (await SizeAsync(db) > MostBytes) throw GraphErrors.PolicyTooLarge();
        return true;
    });

    private static async Task<int> SizeAsync(AuthDb db)
    {
        var settings = await db.Tenants.Select(t => t.PolicySettings).SingleAsync();
        var configurations = await db.MethodConfigurations.AsNoTracking().ToListAsync();
        return (settings?.Length ?? 0) + configurations.Sum(c => (c.Settings?.Length ?? 0) + c.IncludeTargets.Length + c.ExcludeTargets.Length);
    }
}
