using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>Graph's <c>qrCodePinAuthenticationMethodConfiguration</c>.</summary>
[GraphType("qrCodePinAuthenticationMethodConfiguration")]
public sealed class QRCodePinConfiguration : MethodConfiguration<MethodTarget>
{
    public QRCodePinConfiguration() => (Id, State) = ("QRCodePin", MethodState.Disabled);

    /// <summary>The minimum number of digits of a PIN.</summary>
    public int PinLength { get; set; } = 8;

    public int StandardQRCodeLifetimeInDays { get; set; } = 365;

    internal override string? InvalidProperty() =>
        PinLength is < 8 or > 20 ? "pinLength"
        : StandardQRCodeLifetimeInDays is < 1 or > 395 ? "standardQRCodeLifetimeInDays"
        : base.InvalidProperty();
}
