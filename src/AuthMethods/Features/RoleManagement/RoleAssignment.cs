using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.RoleManagement;

/// <summary>Graph's <c>unifiedRoleAssignment</c>.</summary>
[GraphType("unifiedRoleAssignment")]
[Expands<DirectoryObject>("directoryScope"), Expands<DirectoryObject>("principal"), Expands<RoleDefinition>("roleDefinition")]
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
        Id = RoleAssignmentKey.Of(row).ToString(),
        PrincipalId = row.PrincipalId.ToString(),
        DirectoryScopeId = row.DirectoryScopeId,
        RoleDefinitionId = row.RoleTemplateId.ToString(),
        PrincipalOrganizationId = row.TenantId.ToString(),
    };
}
