using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.RoleManagement;

/// <summary>The fields by which assignments can be filtered.</summary>
internal static class RoleAssignmentFields
{
    public static readonly Fields<RoleAssignmentRow> All =
        new Fields<RoleAssignmentRow>("RoleAssignment", typeof(RoleAssignment), a => a.Id) { IsDirectory = false }
            .ExactText("directoryScopeId", a => a.DirectoryScopeId, Eq | In)
            .Id("principalId", a => a.PrincipalId, Eq | In)
            .Id("roleDefinitionId", a => a.RoleTemplateId, Eq | In);
}
