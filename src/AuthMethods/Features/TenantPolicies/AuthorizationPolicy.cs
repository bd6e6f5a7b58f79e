using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.TenantPolicies;

/// <summary>Graph's <c>authorizationPolicy</c>: what users without a directory role may do. One object in each tenant.</summary>
[GraphType("authorizationPolicy", Base = typeof(PolicyBase))]
[Example("""{"id":"authorizationPolicy","allowInvitesFrom":"everyone","allowedToSignUpEmailBasedSubscriptions":true,"allowedToUseSSPR":true,"allowEmailVerifiedUsersToJoinOrganization":false,"allowUserConsentForRiskyApps":null,"blockMsolPowerShell":false,"description":"Used to manage authorization related settings across the company.","displayName":"Authorization Policy","enabledPreviewFeatures":[],"guestUserRoleId":"10dae51f-b6af-4016-8d66-8c2a99b929b3","permissionGrantPolicyIdsAssignedToDefaultUserRole":["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"],"defaultUserRolePermissions":{"allowedToCreateApps":true,"allowedToCreateSecurityGroups":true,"allowedToCreateTenants":true,"allowedToReadBitlockerKeysForOwnedDevice":true,"allowedToReadOtherUsers":true,"permissionGrantPoliciesAssigned":["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"]}}""")]
public sealed class AuthorizationPolicy
{
    public const string Name = "authorizationPolicy";

    private const int MaxTexts = 100;
    private static readonly Guid AsMember = new("a0b1b346-4d3e-4e8b-98f8-753987be4970");
    private static readonly Guid Guest = new("10dae51f-b6af-4016-8d66-8c2a99b929b3");
    private static readonly Guid RestrictedGuest = new("2af84b1e-32c8-42b7-82bc-daa82404023b");

    [Computed]
    public string Id { get; set; } = Name;

    public AllowInvitesFrom AllowInvitesFrom { get; set; } = AllowInvitesFrom.Everyone;
    public bool AllowedToSignUpEmailBasedSubscriptions { get; set; } = true;

    /// <summary>Whether administrators may reset their own passwords.</summary>
    public bool AllowedToUseSSPR { get; set; } = true;

    public bool AllowEmailVerifiedUsersToJoinOrganization { get; set; }
    public bool? AllowUserConsentForRiskyApps { get; set; }
    public bool? BlockMsolPowerShell { get; set; } = false;
    public string? Description { get; set; } = "Used to manage authorization related settings across the company.";
    public string? DisplayName { get; set; } = "Authorization Policy";

    [BetaOnly]
    public IReadOnlyList<string> EnabledPreviewFeatures { get; set; } = [];

    public Guid GuestUserRoleId { get; set; } = Guest;

    /// <summary>Beta's name of the list that v1.0 has in <see cref="DefaultUserRolePermissions"/>.</summary>
    [BetaOnly, Computed]
    public IReadOnlyList<string> PermissionGrantPolicyIdsAssignedToDefaultUserRole => DefaultUserRolePermissions.PermissionGrantPoliciesAssigned;

    public DefaultUserRolePermissions DefaultUserRolePermissions { get; set; } = new();

    /// <summary>The first property with an invalid value; null if all are valid.</summary>
    internal string? InvalidProperty() =>
        DisplayName?.Length > 256 ? "displayName"
        : Description?.Length > 1024 ? "description"
        : GuestUserRoleId != AsMember && GuestUserRoleId != Guest && GuestUserRoleId != RestrictedGuest ? "guestUserRoleId"
        : !AreValid(EnabledPreviewFeatures) ? "enabledPreviewFeatures"
        : !AreValid(DefaultUserRolePermissions.PermissionGrantPoliciesAssigned)
            || !DefaultUserRolePermissions.PermissionGrantPoliciesAssigned.All(IsGrantPolicy) ? "permissionGrantPoliciesAssigned"
        : null;

    /// <summary>The settings that other calls of the tenant depend on.</summary>
    internal DirectoryRestrictions Restrictions =>
        Of(GuestUserRoleId == AsMember, DirectoryRestrictions.GuestsAsMembers)
        | Of(GuestUserRoleId == RestrictedGuest, DirectoryRestrictions.GuestsReadOnlyThemselves)
        | Of(!DefaultUserRolePermissions.AllowedToReadOtherUsers, DirectoryRestrictions.MembersReadOnlyThemselves)
        | Of(!DefaultUserRolePermissions.AllowedToCreateSecurityGroups, DirectoryRestrictions.MembersCreateNoSecurityGroups)
        | Of(!AllowedToUseSSPR, DirectoryRestrictions.AdministratorsResetNoPasswords);

    private static DirectoryRestrictions Of(bool applies, DirectoryRestrictions restriction) => applies ? restriction : DirectoryRestrictions.None;

    private static bool AreValid(IReadOnlyList<string> texts) => texts.Count <= MaxTexts && texts.All(text => text.Length is > 0 and <= 256);

    private static bool IsGrantPolicy(string id) =>
        id.StartsWith("ManagePermissionGrantsFor", StringComparison.OrdinalIgnoreCase) && id.Split('.') is [_, { Length: > 0 }];
}

/// <summary>Graph's <c>policyBase</c>. Its policies can't be deleted, so they don't show <c>deletedDateTime</c>.</summary>
[GraphType("policyBase", Base = typeof(DirectoryObject))]
public abstract record PolicyBase(string Id, DateTimeOffset? DeletedDateTime, string? Description, string? DisplayName);

/// <summary>Graph's <c>defaultUserRolePermissions</c>.</summary>
[GraphType("defaultUserRolePermissions")]
public sealed class DefaultUserRolePermissions
{
    public bool AllowedToCreateApps { get; set; } = true;
    public bool AllowedToCreateSecurityGroups { get; set; } = true;
    public bool? AllowedToCreateTenants { get; set; } = true;
    public bool? AllowedToReadBitlockerKeysForOwnedDevice { get; set; } = true;
    public bool AllowedToReadOtherUsers { get; set; } = true;
    public IReadOnlyList<string> PermissionGrantPoliciesAssigned { get; set; } = ["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"];
}

/// <summary>Graph's <c>allowInvitesFrom</c>.</summary>
[UnknownFutureValue(4)]
public enum AllowInvitesFrom
{
    None,
    AdminsAndGuestInviters,
    AdminsGuestInvitersAndAllMembers,
    Everyone,
}
