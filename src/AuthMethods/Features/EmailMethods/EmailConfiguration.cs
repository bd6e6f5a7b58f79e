using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Graph's <c>emailAuthenticationMethodConfiguration</c>: one-time codes by email, for guests.</summary>
[GraphType("emailAuthenticationMethodConfiguration")]
public sealed class EmailConfiguration : MethodConfiguration<MethodTarget>
{
    public EmailConfiguration() => (Id, IncludeTargets) = ("Email", []);

    public FeatureState AllowExternalIdToUseEmailOtp { get; set; }
}
