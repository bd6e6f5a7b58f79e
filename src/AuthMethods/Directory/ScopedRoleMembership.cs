using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>scopedRoleMembership</c>: a built-in role held in an administrative unit.</summary>
[GraphType("scopedRoleMembership", Set = "scopedRoleMemberships")]
[Example("""{"id":"uZ_jxFMT0EaPxl-xYNoHH5WpfU0PvMBFjD4TLpO_lfgAAAAAAABAgAAAAAAAAAAi","administrativeUnitId":"4d7ea995-bc0f-45c0-8c3e-132e93bf95f8","roleId":"0f62e4a2-8a1c-8b3b-a1b7-6f6b2f7d9a55","roleMemberInfo":{"id":"00000000-0000-4000-8000-000000000022","displayName":"Kim Akers","userPrincipalName":"kim@contoso.com"}}""")]
public sealed class ScopedRoleMembership
{
    public required string Id { get; init; }
    public required string AdministrativeUnitId { get; init; }

    /// <summary>The object id of the role in this tenant, as in <c>directoryRoles</c>.</summary>
    public required string RoleId { get; init; }

    public required Identity RoleMemberInfo { get; init; }

    internal static ScopedRoleMembership From(RoleAssignmentRow row, DirectoryObject? member) => new()
    {
        Id = RoleAssignmentKey.Of(row).ToString(),
        AdministrativeUnitId = row.AdministrativeUnitId.ToString()!,
        RoleId = ActivatedRole.IdOf(row.TenantId, row.RoleTemplateId).ToString(),
        RoleMemberInfo = new(row.PrincipalId.ToString(), NameOf(member)) { UserPrincipalName = (member as User)?.UserPrincipalName },
    };

    private static string? NameOf(DirectoryObject? member) => member switch
    {
        User user => user.DisplayName,
        Group group => group.DisplayName,
        ServicePrincipal application => application.DisplayName,
        _ => null,
    };
}
