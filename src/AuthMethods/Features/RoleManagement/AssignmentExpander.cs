using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;

namespace AuthMethods.Features.RoleManagement;

/// <summary><c>$expand</c> on assignments: their principal, role and scope.</summary>
internal sealed class AssignmentExpander(DirectoryObjectStore objects, RoleDefinitionStore definitions)
{
    /// <summary>Loads the expanded objects of all assignments, with one query for each type of object.</summary>
    public async Task<IReadOnlyList<Expanded>> ExpandAsync(GraphQuery query, GraphVersion version, IReadOnlyList<RoleAssignmentRow> rows)
    {
        var directoryObject = WireType.Of<DirectoryObject>(version);
        var expansions = Expansion.Parse(query.Value("expand"), WireType.Of<RoleAssignment>(version).Name, new Dictionary<string, WireType>
        {
            ["principal"] = directoryObject,
            ["roleDefinition"] = WireType.Of<RoleDefinition>(version),
            ["directoryScope"] = directoryObject,
        });
        var expanded = new List<Expanded>();
        foreach (var expansion in expansions) expanded.Add(new(expansion, await ObjectsAsync(expansion.Name, rows), expansion.Name != "roleDefinition"));
        return expanded;
    }

    private async Task<Func<object, object?>> ObjectsAsync(string name, IReadOnlyList<RoleAssignmentRow> rows)
    {
        switch (name)
        {
            case "principal":
                var principals = await FindAsync(rows.Select(r => r.PrincipalId));
                return assignment => principals.GetValueOrDefault(((RoleAssignment)assignment).PrincipalId);
            case "directoryScope":
                var scopes = await FindAsync(
                    rows.Where(r => r.DirectoryScopeId != RoleAssignmentRow.WholeTenant).Select(RoleAssignmentKey.ScopeOf));
                return assignment => scopes.GetValueOrDefault(((RoleAssignment)assignment).DirectoryScopeId.Split('/')[^1]);
            default:
                var roles = (await definitions.ListAsync()).ToDictionary(d => d.Id);
                return assignment => roles.GetValueOrDefault(((RoleAssignment)assignment).RoleDefinitionId);
        }
    }

    private async Task<Dictionary<string, DirectoryObject>> FindAsync(IEnumerable<Guid> ids) => (await objects.FindAsync([.. ids])).ToDictionary(o => o.Id);
}
