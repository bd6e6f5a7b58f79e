using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Reads directory objects of any type as wire types.</summary>
internal sealed class DirectoryObjectStore(AuthDb db, ApplicationObjects applications)
{
    private const int BatchSize = 500;

    /// <summary>Those of <paramref name="ids"/> that exist, in their order.</summary>
    /// <param name="ids">Object ids.</param>
    /// <param name="types">Graph's names of the types to return; null for all.</param>
    public async Task<IReadOnlyList<DirectoryObject>> FindAsync(IReadOnlyCollection<Guid> ids, IReadOnlyCollection<string>? types = null)
    {
        var found = new Dictionary<string, DirectoryObject>();
        var domain = await DefaultDomainAsync();
        foreach (var some in ids.Distinct().Chunk(BatchSize))
        {
            if (Wants("user")) Add((await db.Users.AsNoTracking().Where(u => some.Contains(u.Id)).ToListAsync()).Select(u => User.From(u, domain)));
            if (Wants("group")) Add((await db.Groups.AsNoTracking().Where(g => some.Contains(g.Id)).ToListAsync()).Select(g => Group.From(g, domain)));
            if (Wants("administrativeUnit"))
            {
                Add((await db.AdministrativeUnits.AsNoTracking().Where(u => some.Contains(u.Id)).ToListAsync()).Select(AdministrativeUnit.From));
            }

            if (Wants("servicePrincipal"))
            {
                Add(await applications.ReadAsync(await db.ServicePrincipals.AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync()));
            }

            if (Wants("application"))
            {
                Add(await applications.ReadAsync(await db.Applications.AsNoTracking().Where(a => some.Contains(a.Id)).ToListAsync()));
            }
        }

        if (Wants("directoryRole") && found.Count < ids.Count) Add((await ActivatedRolesAsync()).Where(r => ids.Contains(Guid.Parse(r.Id))));
        return [.. ids.Distinct().Select(id => found.GetValueOrDefault(id.ToString())).OfType<DirectoryObject>()];

        bool Wants(string type) =>
            types is null
            || types.Contains(type, StringComparer.OrdinalIgnoreCase)
            || types.Contains("directoryObject", StringComparer.OrdinalIgnoreCase);

        void Add(IEnumerable<DirectoryObject> objects)
        {
            foreach (var item in objects) found[item.Id] = item;
        }
    }

    /// <summary>A page of members of any type.</summary>
    /// <param name="ids">The ids of all members.</param>
    /// <param name="query">The request's query options.</param>
    public async Task<Page<DirectoryObject>> MembersAsync(IQueryable<Guid> ids, GraphQuery query)
    {
        var page = await db.PageAsync(Member.Of(db, ids), Member.Fields, query);
        // A member deleted between the two queries is missing from the page.
        return new(await FindAsync([.. page.Rows.Select(m => m.Id)]), page.Count, page.NextToken);
    }

    /// <summary>A page of the members that are users.</summary>
    public Task<Page<UserRow>> UsersAsync(IQueryable<Guid> ids, GraphQuery query) =>
        db.PageAsync(db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)), UserFields.All, query);

    /// <summary>The activated roles: Global Administrator, those activated by a call, and those with a holder.</summary>
    public async Task<IReadOnlyList<ActivatedRole>> ActivatedRolesAsync()
    {
        var active = await db.Set<ActivatedRoleRow>().Select(r => r.RoleTemplateId)
            .Union(db.RoleAssignments.Where(a => a.DirectoryScopeId == RoleAssignmentRow.WholeTenant).Select(a => a.RoleTemplateId)).ToListAsync();
        return [.. DirectoryRole.All
            .Where(r => r.Flag == DirectoryRoles.GlobalAdministrator || active.Contains(r.TemplateId))
            .Select(r => ActivatedRole.From(db.TenantId, r))];
    }

    public Task<string> DefaultDomainAsync() => db.DefaultDomainAsync();
}
