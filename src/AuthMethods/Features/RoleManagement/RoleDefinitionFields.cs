using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.RoleManagement;

/// <summary>The fields by which definitions can be filtered. They are filtered in memory: the built-in roles and the few custom ones.</summary>
internal static class RoleDefinitionFields
{
    public static readonly Fields<RoleDefinition> All =
        new Fields<RoleDefinition>("RoleDefinition", typeof(RoleDefinition), d => Guid.Parse(d.Id)) { IsDirectory = false, PageSize = 999 }
            .Text("displayName", d => TextKey.Of(d.DisplayName), Eq | In | StartsWith)
            .Id("id", d => Guid.Parse(d.Id), Eq | In)
            .Boolean("isBuiltIn", d => d.IsBuiltIn, Eq | In)
            .Boolean("isEnabled", d => d.IsEnabled, Eq | In)
            .Boolean("isPrivileged", d => d.IsPrivileged, Eq | In)
            .Id("templateId", d => Guid.Parse(d.TemplateId), Eq | In);
}
