using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Policies;

/// <summary>Graph's <c>verifiableCredentialsAuthenticationMethodConfiguration</c>.</summary>
[GraphType("verifiableCredentialsAuthenticationMethodConfiguration")]
public sealed class VerifiableCredentialsConfiguration : MethodConfiguration<VerifiableCredentialTarget>
{
    public VerifiableCredentialsConfiguration() => (Id, State, IncludeTargets) = ("VerifiableCredentials", MethodState.Disabled, []);
}

/// <summary>Graph's <c>verifiableCredentialAuthenticationMethodTarget</c>.</summary>
[GraphType("verifiableCredentialAuthenticationMethodTarget")]
public sealed class VerifiableCredentialTarget : MethodTarget
{
    public IReadOnlyList<Guid> VerifiedIdProfiles { get; set; } = [];
}
