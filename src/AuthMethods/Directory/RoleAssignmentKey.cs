using System.Buffers.Text;
using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>The content of an assignment's id, as in Graph: role, principal and, unless the scope is the whole tenant, the object of the scope.</summary>
internal sealed record RoleAssignmentKey(Guid Role, Guid Principal, Guid? Scope = null)
{
    private const string End = "-1";

    /// <summary>The possible scopes: an id can be that of an application or of an administrative unit.</summary>
    public string[] Scopes => Scope is { } id ? [$"/{id}", RoleAssignmentRow.ScopeOf(id)] : [RoleAssignmentRow.WholeTenant];

    public static RoleAssignmentKey Of(RoleAssignmentRow row) => new(
        row.RoleTemplateId, row.PrincipalId, row.DirectoryScopeId == RoleAssignmentRow.WholeTenant ? null : ScopeOf(row));

    /// <summary>The id of the administrative unit or application that an assignment is limited to.</summary>
    public static Guid ScopeOf(RoleAssignmentRow row) => row.AdministrativeUnitId ?? Guid.Parse(row.DirectoryScopeId.AsSpan(1));

    public static RoleAssignmentKey? Parse(string id)
    {
        if (!id.EndsWith(End, StringComparison.Ordinal) || !Base64Url.IsValid(id.AsSpan(0, id.Length - End.Length))) return null;
        var bytes = Base64Url.DecodeFromChars(id.AsSpan(0, id.Length - End.Length));
        return bytes.Length switch
        {
            32 => new(new(bytes.AsSpan(0, 16)), new(bytes.AsSpan(16))),
            48 => new(new(bytes.AsSpan(0, 16)), new(bytes.AsSpan(16, 16)), new Guid(bytes.AsSpan(32))),
            _ => null,
        };
    }

    public override string ToString() =>
        Base64Url.EncodeToString([.. Role.ToByteArray(), .. Principal.ToByteArray(), .. Scope?.ToByteArray() ?? []]) + End;
}
