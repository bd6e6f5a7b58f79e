using System.Text.Json;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.RoleManagement;

/// <summary>Graph's <c>unifiedRoleDefinition</c>. It does not list what the built-in roles may do; that is part of this service.</summary>
[GraphType("unifiedRoleDefinition")]
[Example("""{"id":"729827e3-9c14-49f7-bb1b-9608f156bbb8","description":"Can reset passwords for non-administrators and Helpdesk Administrators.","displayName":"Helpdesk Administrator","isBuiltIn":true,"isEnabled":true,"isPrivileged":true,"resourceScopes":["/"],"templateId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","version":"1","rolePermissions":[]}""")]
public sealed class RoleDefinition
{
    private const string DirectoryReaders = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

    public required string Id { get; init; }
    public string? Description { get; init; }
    public string? DisplayName { get; init; }
    public bool IsBuiltIn { get; init; }
    public bool IsEnabled { get; init; }

    /// <summary>Microsoft classifies the role as privileged.</summary>
    [BetaOnly] public bool? IsPrivileged { get; init; }

    public IReadOnlyList<string> ResourceScopes { get; init; } = [RoleAssignmentRow.WholeTenant];
    public required string TemplateId { get; init; }
    public string? Version { get; init; }
    public IReadOnlyList<RolePermission> RolePermissions { get; init; } = [];

    /// <summary>Every built-in role inherits from Directory Readers; a custom role inherits nothing.</summary>
    [Navigation, Computed]
    public IReadOnlyList<RoleDefinition> InheritsPermissionsFrom =>
        IsBuiltIn && Id != DirectoryReaders && DirectoryRole.Find(Guid.Parse(DirectoryReaders)) is { } readers ? [From(readers)] : [];

    internal static RoleDefinition From(DirectoryRole role) => new()
    {
        Id = role.TemplateId.ToString(),
        Description = role.Description,
        DisplayName = role.Name,
        IsBuiltIn = true,
        IsEnabled = true,
        IsPrivileged = role.IsPrivileged,
        TemplateId = role.TemplateId.ToString(),
        Version = "1",
    };

    internal static RoleDefinition From(RoleDefinitionRow row) => new()
    {
        Id = row.Id.ToString(),
        Description = row.Description,
        DisplayName = row.DisplayName,
        IsEnabled = row.IsEnabled,
        IsPrivileged = false,
        TemplateId = row.TemplateId.ToString(),
        Version = row.Version,
        RolePermissions = JsonSerializer.Deserialize(row.RolePermissions, GraphJson.TypeOf<RolePermission[]>())!,
    };
}

/// <summary>Graph's <c>unifiedRolePermission</c>.</summary>
[GraphType("unifiedRolePermission")]
public sealed record RolePermission(IReadOnlyList<string> AllowedResourceActions, string? Condition)
{
    /// <summary>Shown only if it was sent; it has no effect, as in Graph.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ExcludedResourceActions { get; init; }
}
