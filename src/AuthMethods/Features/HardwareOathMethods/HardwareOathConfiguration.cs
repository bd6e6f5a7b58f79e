using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Graph's <c>hardwareOathAuthenticationMethodConfiguration</c>, only on beta.</summary>
[BetaOnly, GraphType("hardwareOathAuthenticationMethodConfiguration")]
public sealed class HardwareOathConfiguration : MethodConfiguration<MethodTarget>
{
    public HardwareOathConfiguration() => (Id, State) = ("HardwareOath", MethodState.Disabled);
}
