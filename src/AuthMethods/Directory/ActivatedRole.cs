using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>directoryRole</c>: a built-in role that is activated in the tenant.</summary>
[GraphType("directoryRole", Set = "directoryRoles")]
[Example("""{"id":"fe8f10bf-c9c2-47eb-95cb-c26cc85f1830","deletedDateTime":null,"description":"Can read basic directory information. Commonly used to grant directory read access to applications and guests.","displayName":"Directory Readers","roleTemplateId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"}""")]
public sealed class ActivatedRole : DirectoryObject
{
    public override required string Id { get; init; }
    public string? Description { get; init; }
    public string? DisplayName { get; init; }
    public required string RoleTemplateId { get; init; }

    internal static ActivatedRole From(Guid tenantId, DirectoryRole role) => new()
    {
        Id = IdOf(tenantId, role.TemplateId).ToString(),
        Description = role.Description,
        DisplayName = role.Name,
        RoleTemplateId = role.TemplateId.ToString(),
    };

    /// <summary>A role's object id in a tenant.</summary>
    public static Guid IdOf(Guid tenantId, Guid templateId) => DerivedId.From(tenantId, templateId);
}
