using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Authority.Flow;

/// <summary>Grants what users and administrators have agreed to.</summary>
internal sealed class ConsentRecords(Writer writer)
{
    private const int MaxTries = 5;

    /// <param name="request">What the user signs in for.</param>
    /// <param name="client">The application.</param>
    /// <param name="user">Who agreed.</param>
    /// <param name="permissions">To what.</param>
    /// <param name="isForAll">For everybody, not only for the user.</param>
    public async Task AddAsync(SignInRequest request, Client client, UserRow user, IReadOnlyList<AskedPermission> permissions, bool isForAll)
    {
        var trail = RequestIds.TrailOf(request.Http, client.AppId, user);
        var principal = isForAll ? PermissionGrantRow.AllPrincipals : user.Id;
        // Somebody may agree to the same at the same time.
        for (var left = MaxTries; left > 0; left--)
        {
            if (await writer.RunAsync(user.TenantId, trail, change => TryAddAsync(change, client, principal, permissions))) return;
        }

        throw AuthorityErrors.Unavailable();
    }

    private static async Task<bool> TryAddAsync(Change change, Client client, Guid principal, IReadOnlyList<AskedPermission> permissions)
    {
        var isForAll = principal == PermissionGrantRow.AllPrincipals;
        foreach (var ofApi in permissions.GroupBy(p => p.Api.AppId))
        {
            var resource = await change.ServicePrincipals.AsNoTracking().SingleAsync(s => s.AppId == ofApi.Key);
            await AddScopesAsync(change, client, principal, resource, [.. ofApi.Where(p => !p.IsRole).Select(p => p.Name)]);
            await AddRolesAsync(change, client, resource, [.. ofApi.Where(p => p.IsRole)]);
        }

        change.Record(ApplicationActivities.ConsentToApplication, client.Principal.Id, client.Principal.DisplayName, changes:
        [
            new("ConsentContext.IsAdminConsent", null, isForAll ? "True" : "False"),
            new("ConsentContext.OnBehalfOfAll", null, isForAll ? "True" : "False"),
            new("ConsentAction.Permissions", null, string.Join(' ', permissions.Select(p => p.Name))),
        ]);
        return await change.TrySaveAsync();
    }

    private static async Task AddScopesAsync(Change change, Client client, Guid principal, ServicePrincipalRow resource, string[] names)
    {
        if (names.Length == 0) return;
        var id = client.Principal.Id;
        var row = await change.PermissionGrants.SingleOrDefaultAsync(g => g.ClientId == id && g.ResourceId == resource.Id && g.PrincipalId == principal);
        var old = row?.Scope;
        var scope = string.Join(' ', (old ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Union(names, StringComparer.OrdinalIgnoreCase));
        if (row is null)
        {
            change.Add(new PermissionGrantRow
            {
                TenantId = change.TenantId, Id = Guid.NewGuid(), ClientId = id, PrincipalId = principal, ResourceId = resource.Id, Scope = scope,
            });
        }
        else if (scope != old)
        {
            (row.Scope, row.Version) = (scope, Guid.NewGuid());
        }

        change.Record(ApplicationActivities.AddPermissionGrant, id, client.Principal.DisplayName, changes: [new("DelegatedPermissionGrant.Scope", old, scope)]);
    }

    private static async Task AddRolesAsync(Change change, Client client, ServicePrincipalRow resource, IReadOnlyList<AskedPermission> roles)
    {
        if (roles.Count == 0) return;
        var id = client.Principal.Id;
        var assigned = await change.AppRoleAssignments.Where(a => a.PrincipalId == id && a.ResourceId == resource.Id).Select(a => a.AppRoleId).ToListAsync();
        foreach (var role in roles.Select(r => (Id: IdOf(client, r), r.Name)).Where(r => !assigned.Contains(r.Id)))
        {
            change.Add(new AppRoleAssignmentRow
            {
                TenantId = change.TenantId, Id = Guid.NewGuid(), PrincipalId = id, ResourceId = resource.Id, AppRoleId = role.Id, CreatedDateTime = change.Now,
            });
            change.Record(
                ApplicationActivities.AddRoleToServicePrincipal, id, client.Principal.DisplayName,
                changes: [new("AppRole.Id", null, $"{role.Id}"), new("AppRole.Value", null, role.Name)]);
        }
    }

    private static Guid IdOf(Client client, AskedPermission role) => client.Application!.RequiredResourceAccess
        .Where(r => GuidKey.TryParse(r.ResourceAppId, out var id) && id == role.Api.AppId)
        .SelectMany(r => r.ResourceAccess).First(a => a.Type == "Role" && role.Api.FindRole(a.Id) == role.Name).Id;
}
