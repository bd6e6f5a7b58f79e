using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>Creates an empty tenant with domains, for operators. Its users are created through the API.</summary>
internal sealed class NewTenant(Writer writer, TimeProvider time)
{
    /// <summary>Creates the tenant or, if it exists, adds missing domains. False if another tenant has one of them.</summary>
    /// <param name="id">The <c>tid</c> in its tokens.</param>
    /// <param name="name">The organization's name.</param>
    /// <param name="domains">Lower case; the first becomes a new tenant's default.</param>
    /// <param name="cancellation">Cancels the change.</param>
    public Task<bool> CreateAsync(Guid id, string name, IReadOnlyList<string> domains, CancellationToken cancellation) =>
        writer.RunAsync(id, AuditTrail.Server(time), async change =>
        {
            var isNew = !await change.Tenants.AnyAsync(cancellation);
            var has = await change.Set<DomainRow>().Select(d => d.Name).ToListAsync(cancellation);
            if (isNew)
            {
                change.Add(new TenantRow { Id = id, DisplayName = name, CreatedDateTime = time.Now(), PolicyStamp = Guid.NewGuid() });
                change.Add(PublishedApi.RowIn(id));
            }

            foreach (var domain in domains.Except(has)) change.Add(new DomainRow { TenantId = id, Name = domain, IsDefault = isNew && domain == domains[0] });
            if (!change.HasChanges) return true;
            change.Record(isNew ? AuditActivity.CreateCompany : AuditActivity.AddVerifiedDomain, id, name);
            if (!await change.TrySaveAsync(cancellation)) return false;
            if (isNew) await TenantSnapshots.TakeAsync(change, Guid.Empty, "empty", cancellation);
            return true;
        }, cancellation);
}
