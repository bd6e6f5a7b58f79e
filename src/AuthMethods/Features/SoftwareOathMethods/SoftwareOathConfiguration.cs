using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>Graph's <c>softwareOathAuthenticationMethodConfiguration</c>.</summary>
[GraphType("softwareOathAuthenticationMethodConfiguration")]
public sealed class SoftwareOathConfiguration : MethodConfiguration<MethodTarget>
{
    public SoftwareOathConfiguration() => Id = "SoftwareOath";
}
