using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Applications;

internal sealed class ApplicationStore(AuthDb db, Changes changes, ApplicationSecrets secrets)
{
    public Task<Page<ApplicationRow>> PageAsync(GraphQuery query) => db.PageAsync(db.Applications.AsNoTracking(), ApplicationFields.All, query);

    /// <summary>Registers an application, of which the caller becomes an owner. Returns the secrets that were asked for, in clear.</summary>
    public async Task<(ApplicationRow Row, IReadOnlyList<PasswordCredential> Passwords)> CreateAsync(ApplicationPatch patch, Guid caller)
    {
        var row = new ApplicationRow { Id = Guid.NewGuid(), AppId = Guid.NewGuid(), DisplayName = "" };
        patch.ApplyTo(row);
        var passwords = new List<(ApplicationCredentialRow Row, string Secret)>();
        foreach (var sent in patch.Passwords) passwords.Add(await secrets.NewAsync(sent.Parameters()));
        (await changes.TryAsync(async change =>
        {
            (row.TenantId, row.CreatedDateTime) = (change.TenantId, change.Now);
            change.Add(row);
            foreach (var (password, _) in passwords)
            {
                (password.TenantId, password.OwnerId) = (change.TenantId, row.Id);
                change.Add(password);
            }

            await ApplicationOwners.AddCreatorAsync(change, row.Id, caller);
            change.Record(ApplicationActivities.AddApplication, row.Id, row.DisplayName, changes: AuditedChange.Of(patch.Names));
            return await ReplaceAsync(change, row, patch);
        })).OrThrow();
        return (row, [.. passwords.Select(p => PasswordCredential.From(p.Row, p.Secret))]);
    }

    public Task<Outcome> UpdateAsync(Guid id, ApplicationPatch patch) => changes.TryAsync(async change =>
    {
        if (await change.Applications.SingleOrDefaultAsync(a => a.Id == id) is not { } row) return GraphErrors.ResourceNotFound(id.ToString());
        if (!patch.HasSettings) return await ReplaceAsync(change, row, patch);
        var name = row.DisplayName;
        patch.ApplyTo(row);
        // The service principal has the application's name.
        if (name != row.DisplayName && await change.ServicePrincipals.SingleOrDefaultAsync(s => s.AppId == row.AppId) is { } principal)
        {
            principal.DisplayName = row.DisplayName;
        }

        change.Record(ApplicationActivities.UpdateApplication, id, row.DisplayName, changes: AuditedChange.Of(patch.Names));
        return await ReplaceAsync(change, row, patch);
    });

    /// <summary>Deletes an application with its service principal.</summary>
    public Task<Outcome> DeleteAsync(Guid id) => changes.TryAsync(async change =>
    {
        if (await change.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is not { } row) return GraphErrors.ResourceNotFound(id.ToString());
        await change.Applications.Where(a => a.Id == id).ExecuteDeleteAsync();
        await ApplicationObjects.RemoveOwnedAsync(change, id);
        change.Record(ApplicationActivities.DeleteApplication, id, row.DisplayName);
        if (await change.ServicePrincipals.AsNoTracking().SingleOrDefaultAsync(s => s.AppId == row.AppId) is { } principal)
        {
            await ApplicationObjects.RemoveAsync(change, principal.Id);
            change.Record(ApplicationActivities.RemoveServicePrincipal, principal.Id, principal.DisplayName);
        }

        return Outcome.Done;
    });

    private static async Task<Outcome> ReplaceAsync(Change change, ApplicationRow row, ApplicationPatch patch)
    {
        if (patch.Certificates is not { } certificates) return Outcome.Done;
        if (!await ApplicationSecrets.TryReplaceAsync(change, row.Id, certificates)) return GraphErrors.InvalidValue("keyCredentials", "Application");
        change.Record(
            ApplicationActivities.UpdateApplicationSecrets, row.Id, row.DisplayName,
            changes: [new("KeyDescription", null, string.Join(", ", certificates.Select(ApplicationSecrets.Description)))]);
        return await change.TrySaveAsync() ? Outcome.Done : GraphErrors.InvalidValue("keyCredentials", "Application");
    }
}
