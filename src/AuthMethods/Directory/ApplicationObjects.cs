using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Reads applications and service principals as wire types, and removes them.</summary>
internal sealed class ApplicationObjects(AuthDb db)
{
    /// <param name="rows">The rows, which the result follows in order.</param>
    /// <param name="showsKeys">Whether certificates are shown, and not only described.</param>
    public async Task<IReadOnlyList<Application>> ReadAsync(IReadOnlyList<ApplicationRow> rows, bool showsKeys = false)
    {
        if (rows.Count == 0) return [];
        var credentials = await CredentialsAsync(rows.Select(r => r.Id));
        var domain = await db.DefaultDomainAsync();
        return [.. rows.Select(row => Application.From(
            row, domain, KeyCredential.Of(credentials[row.Id], showsKeys), PasswordCredential.Of(credentials[row.Id])))];
    }

    /// <summary>An application that was just created, with its secrets in clear.</summary>
    public async Task<Application> ReadAsync(ApplicationRow row, IReadOnlyList<PasswordCredential> passwords) =>
        Application.From(row, await db.DefaultDomainAsync(), KeyCredential.Of((await CredentialsAsync([row.Id]))[row.Id]), passwords);

    /// <inheritdoc cref="ReadAsync(IReadOnlyList{ApplicationRow}, bool)"/>
    public async Task<IReadOnlyList<ServicePrincipal>> ReadAsync(IReadOnlyList<ServicePrincipalRow> rows, bool showsKeys = false)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(r => r.AppId).ToArray();
        var registrations = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.AppId)).ToDictionaryAsync(a => a.AppId);
        var credentials = await CredentialsAsync(rows.Select(r => r.Id));
        return [.. rows.Select(row => ServicePrincipal.From(row, registrations.GetValueOrDefault(row.AppId), credentials[row.Id], showsKeys))];
    }

    /// <summary>Removes a service principal with all that it was granted, that others were granted on it, and its memberships and roles.</summary>
    internal static async Task<bool> RemoveAsync(Change change, Guid servicePrincipal)
    {
        if (await change.ServicePrincipals.Where(s => s.Id == servicePrincipal).ExecuteDeleteAsync() == 0) return false;
        await change.AppRoleAssignments.Where(a => a.PrincipalId == servicePrincipal || a.ResourceId == servicePrincipal).ExecuteDeleteAsync();
        await change.PermissionGrants.Where(g => g.ClientId == servicePrincipal || g.ResourceId == servicePrincipal).ExecuteDeleteAsync();
        await change.GroupMembers.Where(m => m.MemberId == servicePrincipal).ExecuteDeleteAsync();
        await change.RoleAssignments.Where(a => a.PrincipalId == servicePrincipal).ExecuteDeleteAsync();
        await change.ApplicationOwners.Where(o => o.OwnerId == servicePrincipal).ExecuteDeleteAsync();
        await RemoveOwnedAsync(change, servicePrincipal);
        return true;
    }

    /// <summary>Removes the credentials and owners of an application or a service principal.</summary>
    internal static async Task RemoveOwnedAsync(Change change, Guid id)
    {
        await change.ApplicationCredentials.Where(c => c.OwnerId == id).ExecuteDeleteAsync();
        await change.ApplicationOwners.Where(o => o.ObjectId == id).ExecuteDeleteAsync();
    }

    private async Task<ILookup<Guid, ApplicationCredentialRow>> CredentialsAsync(IEnumerable<Guid> owners)
    {
        var ids = owners.ToArray();
        return (await db.ApplicationCredentials.AsNoTracking().Where(c => ids.Contains(c.OwnerId)).ToListAsync()).ToLookup(c => c.OwnerId);
    }
}
