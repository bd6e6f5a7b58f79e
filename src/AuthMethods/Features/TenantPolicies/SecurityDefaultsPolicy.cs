using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.TenantPolicies;

/// <summary>Graph's <c>identitySecurityDefaultsEnforcementPolicy</c>. Here it asks administrators for multi-factor authentication.</summary>
[GraphType("identitySecurityDefaultsEnforcementPolicy", Base = typeof(PolicyBase))]
[Example("""{"id":"00000000-0000-0000-0000-000000000005","description":"Security defaults is a set of basic identity security mechanisms recommended by Microsoft. When enabled, these recommendations will be automatically enforced in your organization. Administrators and users will be better protected from common identity related attacks.","displayName":"Security Defaults","isEnabled":false}""")]
public sealed class SecurityDefaultsPolicy
{
    public const string Name = "identitySecurityDefaultsEnforcementPolicy";

    [Computed]
    public string Id { get; set; } = "00000000-0000-0000-0000-000000000005";

    [Computed]
    public string Description { get; set; } =
        "Security defaults is a set of basic identity security mechanisms recommended by Microsoft. When enabled, these recommendations will be automatically enforced in your organization. Administrators and users will be better protected from common identity related attacks.";

    [Computed]
    public string DisplayName { get; set; } = "Security Defaults";

    public bool IsEnabled { get; set; }

    internal DirectoryRestrictions Restrictions => IsEnabled ? DirectoryRestrictions.AdministratorsNeedMfa : DirectoryRestrictions.None;
}
