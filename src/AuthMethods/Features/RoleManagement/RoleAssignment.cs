using System.Buffers.Text;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.RoleManagement;

/// <summary>Graph's <c>unifiedRoleAssignment</c>.</summary>
[GraphType("unifiedRoleAssignment")]
[Example("""{"id":"uBph6InB6EaU4WAhOrH4FAAAAAAAAABAgAAAAAAAAAk-1","principalId":"00000000-0000-4000-8000-000000000009","directoryScopeId":"/","roleDefinitionId":"e8611ab8-c189-46e8-94e1-60213ab1f814"}""")]
public sealed class RoleAssignment
{
    public required string Id { get; init; }
    public required string PrincipalId { get; init; }
    public required string DirectoryScopeId { get; init; }
    public required string RoleDefinitionId { get; init; }

    /// <summary>The scope of an application of its own, which no role here has.</summary>
    [SelectOnly] public string? AppScopeId { get; init; }

    /// <summary>Assignments with a condition are refused.</summary>
    [SelectOnly] public string? Condition { get; init; }

    [SelectOnly] public required string PrincipalOrganizationId { get; init; }

    internal static RoleAssignment From(RoleAssignmentRow row) => new()
    {
        Id = new RoleAssignmentKey(row.RoleTemplateId, row.PrincipalId, row.DirectoryScopeId).ToString(),
        PrincipalId = row.PrincipalId.ToString(),
        DirectoryScopeId = row.DirectoryScopeId,
        RoleDefinitionId = row.RoleTemplateId.ToString(),
        PrincipalOrganizationId = row.TenantId.ToString(),
    };
}

/// <summary>The content of an assignment's id, as in Graph: role, principal and, unless it is the whole tenant, the scope.</summary>
public sealed record RoleAssignmentKey(Guid Role, Guid Principal, string Scope)
{
    private const string End = "-1";

    public static RoleAssignmentKey? Parse(string id)
    {
        if (!id.EndsWith(End, StringComparison.Ordinal) || !Base64Url.IsValid(id.AsSpan(0, id.Length - End.Length))) return null;
        var bytes = Base64Url.DecodeFromChars(id.AsSpan(0, id.Length - End.Length));
        return bytes.Length switch
        {
            32 => new(new(bytes.AsSpan(0, 16)), new(bytes.AsSpan(16)), RoleAssignmentRow.WholeTenant),
            48 => new(new(bytes.AsSpan(0, 16)), new(bytes.AsSpan(16, 16)), $"/{new Guid(bytes.AsSpan(32))}"),
            _ => null,
        };
    }

    public override string ToString()
    {
        byte[] scope = Guid.TryParse(Scope.AsSpan(1), out var application) ? application.ToByteArray() : [];
        return Base64Url.EncodeToString([.. Role.ToByteArray(), .. Principal.ToByteArray(), .. scope]) + End;
    }
}
