using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Roles;

/// <summary>
/// Graph's <c>scopedRoleMembership</c>: a role held within an administrative unit. Never returned: this service has no administrative
/// units.
/// </summary>
[GraphType("scopedRoleMembership", Set = "scopedRoleMemberships")]
[Example("""{"id":"00000000-0000-4000-8000-000000000000","administrativeUnitId":"00000000-0000-4000-8000-000000000000","roleId":"00000000-0000-4000-8000-000000000000"}""")]
public sealed class ScopedRoleMembership
{
    public required string Id { get; init; }
    public required string AdministrativeUnitId { get; init; }
    public required string RoleId { get; init; }
}
