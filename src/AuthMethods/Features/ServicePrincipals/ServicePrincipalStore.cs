using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.ServicePrincipals;

internal sealed class ServicePrincipalStore(AuthDb db, Changes changes)
{
    private const string Resource = "ServicePrincipal";
    private const int MaxText = 1024;

    public Task<Page<ServicePrincipalRow>> PageAsync(GraphQuery query) =>
        db.PageAsync(db.ServicePrincipals.AsNoTracking(), ServicePrincipalFields.All, query);

    /// <summary>Creates the service principal of an application that is registered in this tenant. The caller becomes an owner.</summary>
    public Task<Outcome<ServicePrincipalRow>> CreateAsync(GraphBody body, GraphVersion version, Guid caller)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        var key = body.Parameters().Text("appId") ?? throw GraphErrors.ValueRequired("appId", Resource);
        var id = Guid.NewGuid();
        return changes.TryAsync<ServicePrincipalRow>(async change =>
        {
            if (!GuidKey.TryParse(key, out var appId)) return GraphErrors.NoSuchApplication(key);
            if (await change.ServicePrincipals.AnyAsync(s => s.AppId == appId)) return GraphErrors.ServicePrincipalExists(key);
            if (await change.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.AppId == appId) is not { } application)
            {
                return GraphErrors.NoSuchApplication(key);
            }

            var row = new ServicePrincipalRow
            {
                TenantId = change.TenantId, Id = id, AppId = appId, DisplayName = application.DisplayName, AppOwnerOrganizationId = change.TenantId,
            };
            Apply(body, version, row);
            change.Add(row);
            await ApplicationOwners.AddCreatorAsync(change, id, caller);
            change.Record(ApplicationActivities.AddServicePrincipal, id, row.DisplayName);
            return await change.TrySaveAsync() ? row : GraphErrors.ServicePrincipalExists(key);
        });
    }

    public Task<Outcome> UpdateAsync(Guid id, GraphBody body, GraphVersion version) => changes.TryAsync(async change =>
    {
        if (await change.ServicePrincipals.SingleOrDefaultAsync(s => s.Id == id) is not { } row) return GraphErrors.ResourceNotFound(id.ToString());
        Apply(body, version, row);
        var names = AuditedChange.Of(body.Properties().Select(p => p.Name));
        if (change.HasChanges) change.Record(ApplicationActivities.UpdateServicePrincipal, id, row.DisplayName, changes: names);
        return Outcome.Done;
    });

    public Task<Outcome> DeleteAsync(Guid id, string name) => changes.TryAsync(async change =>
    {
        if (!await ApplicationObjects.RemoveAsync(change, id)) return GraphErrors.ResourceNotFound(id.ToString());
        change.Record(ApplicationActivities.RemoveServicePrincipal, id, name);
        return Outcome.Done;
    });

    private static void Apply(GraphBody body, GraphVersion version, ServicePrincipalRow row)
    {
        var principal = body.OverObject(ServicePrincipal.From(row), version);
        if (string.IsNullOrWhiteSpace(principal.DisplayName)) throw GraphErrors.ValueRequired("displayName", Resource);
        if (principal.DisplayName.Length > 256) throw GraphErrors.InvalidValue("displayName", Resource);
        if (principal.Description?.Length > MaxText) throw GraphErrors.InvalidValue("description", Resource);
        if (principal.Notes?.Length > MaxText) throw GraphErrors.InvalidValue("notes", Resource);
        if (principal.Tags.Any(t => t.Length is 0 or > 256)) throw GraphErrors.InvalidValue("tags", Resource);
        principal.ApplyTo(row);
    }
}
