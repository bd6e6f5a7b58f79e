using System.Text.Json.Serialization;
using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Graph's <c>voiceAuthenticationMethodConfiguration</c>.</summary>
[GraphType("voiceAuthenticationMethodConfiguration")]
public sealed class VoiceConfiguration : MethodConfiguration<MethodTarget>
{
    public VoiceConfiguration() => (Id, State) = ("Voice", MethodState.Disabled);

    public bool IsOfficePhoneAllowed { get; set; }

    [BetaOnly, JsonPropertyOrder(2)]
    public string? CallerIdNumber { get; set; }
}
