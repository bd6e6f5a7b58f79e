using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods.Policy;

/// <summary>
/// Changes of the tenant's policy. Each first writes a new stamp in its transaction. This locks the policy against other changes, and
/// calls that read the new stamp, on any replica, apply the changed policy.
/// </summary>
internal sealed class PolicyChanges(Changes changes)
{
    private const int MaxBytes = 20 * 1024;

    /// <param name="work">The change; a returned refusal undoes it.</param>
    public Task<Outcome> ApplyAsync(Func<Change, Task<GraphException?>> work) => changes.TryAsync(async change =>
    {
        var stamp = Guid.NewGuid();
        var found = await change.Tenants.ExecuteUpdateAsync(
            t => t.SetProperty(x => x.PolicyStamp, stamp).SetProperty(x => x.PolicyModifiedDateTime, change.Now));
        if (found == 0) return GraphErrors.MethodNotFound();
        if (await work(change) is { } refusal) return refusal;
        await change.SaveAsync();
        return await SizeAsync(change) > MaxBytes ? GraphErrors.PolicyTooLarge() : Outcome.Done;
    });

    private static async Task<int> SizeAsync(Change change)
    {
        var settings = await change.Tenants.Select(t => t.PolicySettings).SingleAsync();
        var configurations = await change.MethodConfigurations.AsNoTracking().ToListAsync();
        return (settings?.Length ?? 0) + configurations.Sum(c => (c.Settings?.Length ?? 0) + c.IncludeTargets.Length + c.ExcludeTargets.Length);
    }
}
