using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.TenantPolicies;

/// <summary>Graph's <c>authenticationFlowsPolicy</c>: whether guests may sign up by themselves. One object in each tenant.</summary>
[GraphType("authenticationFlowsPolicy")]
[Example("""{"id":"authenticationFlowsPolicy","displayName":"Authentication flows policy","description":"Authentication flows policy allows modification of settings related to authentication flows in AAD tenant, such as self-service sign up configuration.","selfServiceSignUp":{"isEnabled":false}}""")]
public sealed class AuthenticationFlowsPolicy
{
    public const string Name = "authenticationFlowsPolicy";

    [Computed]
    public string Id { get; set; } = Name;

    [Computed]
    public string DisplayName { get; set; } = "Authentication flows policy";

    [Computed]
    public string Description { get; set; } =
        "Authentication flows policy allows modification of settings related to authentication flows in AAD tenant, such as self-service sign up configuration.";

    public SelfServiceSignUp SelfServiceSignUp { get; set; } = new();
}

/// <summary>Graph's <c>selfServiceSignUpAuthenticationFlowConfiguration</c>.</summary>
[GraphType("selfServiceSignUpAuthenticationFlowConfiguration")]
public sealed class SelfServiceSignUp
{
    public bool IsEnabled { get; set; }
}
