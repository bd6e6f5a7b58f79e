using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Roles;

/// <summary>Graph's <c>directoryRoleTemplate</c>: a built-in role, with the id it has in every tenant.</summary>
[GraphType("directoryRoleTemplate", Set = "directoryRoleTemplates")]
[Example("""{"id":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","deletedDateTime":null,"description":"Can read basic directory information. Commonly used to grant directory read access to applications and guests.","displayName":"Directory Readers"}""")]
public sealed class DirectoryRoleTemplate : DirectoryObject
{
    public override required string Id { get; init; }
    public string? Description { get; init; }
    public string? DisplayName { get; init; }

    internal static DirectoryRoleTemplate From(DirectoryRole role) =>
        new() { Id = role.TemplateId.ToString(), Description = role.Description, DisplayName = role.Name };
}
