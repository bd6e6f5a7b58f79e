using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>A tenant with domains and nobody in it: what an operator starts from. Its users are created through the API.</summary>
internal sealed class NewTenant(Writer writer, TimeProvider time)
{
    /// <summary>Creates the tenant or, if it is there, adds the domains that it lacks. False when another tenant has one of them.</summary>
    /// <param name="id">As in the <c>tid</c> of its tokens.</param>
    /// <param name="name">What the organisation is called.</param>
    /// <param name="domains">Lower case; the first becomes a new tenant's default.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<bool> CreateAsync(Guid id, string name, IReadOnlyList<string> domains, CancellationToken cancellation) =>
        writer.RunAsync(id, AuditTrail.Server(time), async change =>
        {
            var isNew = !await change.Tenants.AnyAsync(cancellation);
            var has = await change.Set<DomainRow>().Select(d => d.Name).ToListAsync(cancellation);
            if (isNew) change.Add(new TenantRow { Id = id, DisplayName = name, CreatedDateTime = time.Now(), PolicyStamp = Guid.NewGuid() });
            foreach (var domain in domains.Except(has)) change.Add(new DomainRow { TenantId = id, Name = domain, IsDefault = isNew && domain == domains[0] });
            if (!change.HasChanges) return true;
            change.Record(isNew ? AuditActivity.CreateCompany : AuditActivity.AddVerifiedDomain, id, name);
            return await change.TrySaveAsync(cancellation);
        }, cancellation);
}
