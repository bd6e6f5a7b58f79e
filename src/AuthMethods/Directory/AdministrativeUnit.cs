using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>administrativeUnit</c>. Dynamic membership and restricted management are not supported.</summary>
[GraphType("administrativeUnit", Set = "administrativeUnits")]
[Example("""{"id":"4d7ea995-bc0f-45c0-8c3e-132e93bf95f8","deletedDateTime":null,"description":"Seattle district technical schools administration","displayName":"Seattle District Technical Schools","isMemberManagementRestricted":false,"membershipRule":null,"membershipRuleProcessingState":null,"membershipType":null,"visibility":"HiddenMembership"}""")]
public sealed class AdministrativeUnit : DirectoryObject
{
    public override required string Id { get; init; }
    public string? Description { get; init; }
    public string? DisplayName { get; init; }
    public bool IsMemberManagementRestricted { get; init; }
    public string? MembershipRule { get; init; }
    public string? MembershipRuleProcessingState { get; init; }
    public string? MembershipType { get; init; }

    /// <summary><c>HiddenMembership</c> if only members of the unit and some administrators may list its members.</summary>
    public string? Visibility { get; init; }

    internal static AdministrativeUnit From(AdministrativeUnitRow row) => new()
    {
        Id = row.Id.ToString(), Description = row.Description, DisplayName = row.DisplayName, Visibility = row.Visibility,
    };
}
