using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Organization;

internal sealed class OrganizationStore(AuthDb db)
{
    public async Task<Organization> GetAsync() => Organization.From(await db.Tenants.AsNoTracking().SingleAsync(), await DomainsAsync());

    /// <summary>The default domain first.</summary>
    public Task<List<DomainRow>> DomainsAsync() => db.Domains.AsNoTracking().OrderByDescending(d => d.IsDefault).ThenBy(d => d.Name).ToListAsync();

    public async Task<IReadOnlyList<SubscribedSku>> SubscribedSkusAsync()
    {
        var tenant = await db.Tenants.AsNoTracking().SingleAsync();
        var consumed = await db.Set<LicenseCountRow>().ToDictionaryAsync(c => c.SkuId, c => c.Consumed);
        return [.. Sku.Of(tenant).Select(sku => SubscribedSku.From(tenant, sku, consumed.GetValueOrDefault(sku.Id)))];
    }
}
