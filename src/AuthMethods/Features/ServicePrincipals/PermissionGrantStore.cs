using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>The delegated permissions that applications have been granted.</summary>
internal sealed class PermissionGrantStore(AuthDb db, Changes changes)
{
    private const string Resource = "OAuth2PermissionGrant";

    public Task<Page<PermissionGrantRow>> PageAsync(GraphQuery query) => PageAsync(db.PermissionGrants, query);

    public Task<Page<PermissionGrantRow>> OfClientAsync(Guid client, GraphQuery query) =>
        PageAsync(db.PermissionGrants.Where(g => g.ClientId == client), query);

    public Task<Page<PermissionGrantRow>> OfUserAsync(Guid user, GraphQuery query) => PageAsync(db.PermissionGrants.Where(g => g.PrincipalId == user), query);

    public async Task<PermissionGrantRow?> FindAsync(string id) => AssignmentKey.Parse(id) is { } key
        ? await db.PermissionGrants.AsNoTracking().SingleOrDefaultAsync(g => g.Id == key.Row && g.ClientId == key.Holder)
        : null;

    public Task<Outcome<PermissionGrantRow>> CreateAsync(GraphBody body, GraphVersion version)
    {
        var sent = body.Of<PermissionGrant>(version);
        var (client, resource) = (Required(sent, "clientId"), Required(sent, "resourceId"));
        var principal = ReadPrincipal(sent);
        var scope = sent.Text("scope") ?? "";
        return changes.TryAsync<PermissionGrantRow>(async change =>
        {
            var ids = new[] { client, resource };
            var principals = await change.ServicePrincipals.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id);
            if (ids.FirstOrDefault(id => !principals.ContainsKey(id)) is var missing && missing != Guid.Empty) return GraphErrors.ResourceNotFound($"{missing}");
            if (principal != PermissionGrantRow.AllPrincipals && !await change.Users.AnyAsync(u => u.Id == principal))
            {
                return GraphErrors.ResourceNotFound(principal.ToString());
            }

            var row = new PermissionGrantRow
            {
                TenantId = change.TenantId, Id = Guid.NewGuid(), ClientId = client, PrincipalId = principal, ResourceId = resource, Scope = scope,
            };
            change.Add(row);
            change.Record(ApplicationActivities.AddPermissionGrant, client, principals[client].DisplayName, changes: Changes(row, null, scope));
            return await change.TrySaveAsync() ? row : GraphErrors.PermissionGrantExists();
        });
    }

    /// <summary>Replaces the permissions; nothing else of a grant can change.</summary>
    public Task<Outcome> UpdateAsync(string id, GraphBody body, GraphVersion version)
    {
        var sent = body.Of<PermissionGrant>(version);
        var scope = sent.Has("scope") ? sent.Text("scope") ?? "" : null;
        return changes.TryAsync(async change =>
        {
            if (await FindAsync(change, id) is not { } row) return GraphErrors.ResourceNotFound(id);
            if (scope is null || scope == row.Scope) return Outcome.Done;
            var old = row.Scope;
            row.Scope = scope;
            change.Record(ApplicationActivities.AddPermissionGrant, row.ClientId, await NameAsync(change, row.ClientId), changes: Changes(row, old, scope));
            return Outcome.Done;
        });
    }

    public Task<Outcome> RemoveAsync(string id) => changes.TryAsync(async change =>
    {
        if (await FindAsync(change, id) is not { } row || await change.PermissionGrants.Where(g => g.Id == row.Id).ExecuteDeleteAsync() == 0)
        {
            return GraphErrors.ResourceNotFound(id);
        }

        change.Entry(row).State = EntityState.Detached;
        change.Record(
            ApplicationActivities.RemovePermissionGrant, row.ClientId, await NameAsync(change, row.ClientId), changes: Changes(row, row.Scope, null));
        return Outcome.Done;
    });

    private Task<Page<PermissionGrantRow>> PageAsync(IQueryable<PermissionGrantRow> rows, GraphQuery query) =>
        db.PageAsync(rows.AsNoTracking(), ServicePrincipalFields.Grants, query);

    private static async Task<PermissionGrantRow?> FindAsync(Change change, string id) => AssignmentKey.Parse(id) is { } key
        ? await change.PermissionGrants.SingleOrDefaultAsync(g => g.Id == key.Row && g.ClientId == key.Holder)
        : null;

    private static async Task<string> NameAsync(Change change, Guid client) => (await Principal.FindAsync(change, client))?.Name ?? client.ToString();

    private static AuditedChange[] Changes(PermissionGrantRow row, string? old, string? now) =>
    [
        new("DelegatedPermissionGrant.Scope", old, now),
        new("DelegatedPermissionGrant.ConsentType", null, row.PrincipalId == PermissionGrantRow.AllPrincipals ? PermissionGrant.OfAll : PermissionGrant.OfOne),
    ];

    private static Guid ReadPrincipal(GraphBody.Sent sent)
    {
        switch (sent.Text("consentType") ?? throw GraphErrors.ValueRequired("consentType", Resource))
        {
            case PermissionGrant.OfAll:
                return sent.HasValue("principalId") ? throw GraphErrors.InvalidValue("principalId", Resource) : PermissionGrantRow.AllPrincipals;
            case PermissionGrant.OfOne:
                return Required(sent, "principalId");
            default:
                throw GraphErrors.InvalidValue("consentType", Resource);
        }
    }

    private static Guid Required(GraphBody.Sent sent, string name)
    {
        var text = sent.Text(name) ?? throw GraphErrors.ValueRequired(name, Resource);
        return GuidKey.TryParse(text, out var id) && id != Guid.Empty ? id : throw GraphErrors.ResourceNotFound(text);
    }
}
