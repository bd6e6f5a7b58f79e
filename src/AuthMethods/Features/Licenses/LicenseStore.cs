using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Licenses;

internal sealed class LicenseStore(AuthDb db, Changes changes)
{
    public async Task<IReadOnlyList<LicenseDetails>> ListAsync(TargetUser user)
    {
        var row = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.ResourceNotFound(user.Key);
        return [.. row.ReadLicenses().Select(license => LicenseDetails.From(db.TenantId, license))];
    }

    public Task<string> DefaultDomainAsync() => db.DefaultDomainAsync();

    public Task<Outcome<UserRow>> AssignAsync(TargetUser target, LicenseChange requested) => changes.TryAsync<UserRow>(async change =>
    {
        foreach (var sku in requested.Added.Keys) await EnsureCountAsync(change, sku);
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) return GraphErrors.ResourceNotFound(target.Key);
        if (requested.Added.Count > 0 && user.UsageLocation is null) return LicenseErrors.NoUsageLocation();
        var licenses = user.ReadLicenses().ToDictionary(l => l.SkuId);
        var skus = Sku.Of(await change.Tenants.SingleAsync()).ToDictionary(s => s.Id);
        foreach (var sku in requested.Removed)
        {
            if (licenses.Remove(sku)) continue;
            return skus.ContainsKey(sku) ? LicenseErrors.NotAssigned() : LicenseErrors.UnknownLicense(sku);
        }

        foreach (var (id, disabled) in requested.Added)
        {
            if (!skus.TryGetValue(id, out var sku)) return LicenseErrors.UnknownLicense(id);
            var plans = sku.Plans.Select(plan => plan.Id).ToArray();
            if (disabled.Except(plans).ToArray() is [var unknown, ..]) return LicenseErrors.UnknownPlan(unknown, id);
            var since = licenses.GetValueOrDefault(id)?.AssignedDateTime ?? change.Now.TruncateToSecond();
            licenses[id] = new(id, since, [.. plans.Except(disabled)], disabled);
        }

        user.WriteLicenses([.. licenses.Values.OrderBy(l => l.SkuId)]);
        if (!change.HasChanges) return user;
        user.Version = Guid.NewGuid();
        change.Record(user, AuditActivity.ChangeUserLicense, AuditedChange.Of(["AssignedLicense", "AssignedPlan"]));
        await change.SaveAsync();
        foreach (var sku in requested.Added.Keys)
        {
            // The count includes this change, and its row is locked until the change ends.
            if (await change.Set<LicenseCountRow>().AnyAsync(c => c.SkuId == sku && c.Consumed > Sku.Units)) return LicenseErrors.NoneAvailable(sku);
        }

        return user;
    });

    private static async Task EnsureCountAsync(Change change, Guid sku)
    {
        if (Sku.Find(sku) is null || await change.Set<LicenseCountRow>().AnyAsync(c => c.SkuId == sku)) return;
        change.Add(new LicenseCountRow { TenantId = change.TenantId, SkuId = sku });
        // If this fails, a simultaneous change has added the row.
        await change.UnrecordedAsync(() => change.TrySaveAsync());
    }
}
