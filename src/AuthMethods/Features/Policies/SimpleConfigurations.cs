using System.Text.Json.Serialization;
using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Policies;

/// <summary>Graph's <c>smsAuthenticationMethodConfiguration</c>.</summary>
[GraphType("smsAuthenticationMethodConfiguration")]
public sealed class SmsConfiguration : MethodConfiguration<SmsTarget>
{
    public SmsConfiguration() => Id = "Sms";
}

/// <summary>Graph's <c>softwareOathAuthenticationMethodConfiguration</c>.</summary>
[GraphType("softwareOathAuthenticationMethodConfiguration")]
public sealed class SoftwareOathConfiguration : MethodConfiguration<MethodTarget>
{
    public SoftwareOathConfiguration() => Id = "SoftwareOath";
}

/// <summary>Graph's <c>hardwareOathAuthenticationMethodConfiguration</c>, which only beta shows.</summary>
[GraphType("hardwareOathAuthenticationMethodConfiguration")]
public sealed class HardwareOathConfiguration : MethodConfiguration<MethodTarget>
{
    public HardwareOathConfiguration() => (Id, State) = ("HardwareOath", MethodState.Disabled);
}

/// <summary>Graph's <c>voiceAuthenticationMethodConfiguration</c>.</summary>
[GraphType("voiceAuthenticationMethodConfiguration")]
public sealed class VoiceConfiguration : MethodConfiguration<MethodTarget>
{
    public VoiceConfiguration() => (Id, State) = ("Voice", MethodState.Disabled);

    public bool IsOfficePhoneAllowed { get; set; }

    [BetaOnly, JsonPropertyOrder(2)]
    public string? CallerIdNumber { get; set; }
}

/// <summary>Graph's <c>emailAuthenticationMethodConfiguration</c>: one-time codes by e-mail, for guests.</summary>
[GraphType("emailAuthenticationMethodConfiguration")]
public sealed class EmailConfiguration : MethodConfiguration<MethodTarget>
{
    public EmailConfiguration() => (Id, IncludeTargets) = ("Email", []);

    public FeatureState AllowExternalIdToUseEmailOtp { get; set; }
}

/// <summary>Graph's <c>verifiableCredentialsAuthenticationMethodConfiguration</c>.</summary>
[GraphType("verifiableCredentialsAuthenticationMethodConfiguration")]
public sealed class VerifiableCredentialsConfiguration : MethodConfiguration<VerifiableCredentialTarget>
{
    public VerifiableCredentialsConfiguration() => (Id, State, IncludeTargets) = ("VerifiableCredentials", MethodState.Disabled, []);
}

/// <summary>Graph's <c>qrCodePinAuthenticationMethodConfiguration</c>.</summary>
[GraphType("qrCodePinAuthenticationMethodConfiguration")]
public sealed class QRCodePinConfiguration : MethodConfiguration<MethodTarget>
{
    public QRCodePinConfiguration() => (Id, State) = ("QRCodePin", MethodState.Disabled);

    /// <summary>The fewest digits a PIN may have.</summary>
    public int PinLength { get; set; } = 8;

    public int StandardQRCodeLifetimeInDays { get; set; } = 365;

    internal override string? InvalidProperty() =>
        PinLength is < 8 or > 20 ? "pinLength"
        : StandardQRCodeLifetimeInDays is < 1 or > 395 ? "standardQRCodeLifetimeInDays"
        : base.InvalidProperty();
}
