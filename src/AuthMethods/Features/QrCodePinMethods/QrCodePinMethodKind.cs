using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>QR codes with a PIN.</summary>
internal sealed class QrCodePinMethodKind : MethodKind<QrCodePinMethodRow>
{
    private const long Bit = 1 << 16;

    public override IReadOnlyList<Registered> Counted => [new(Bit, "qrCode", Counts.SecondFactor)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(11, () => new QRCodePinConfiguration())];

    public override IEnumerable<ScopedReach> Reach(MethodsPolicy policy) => [new(Bit, policy.Of<QRCodePinConfiguration>().Users)];

    public override void AddServices(IServiceCollection services) => services.AddScoped<QrCodePinStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => QrCodePinMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(QrCodePinMethodRow row, MethodView view) => QrCodePinMethod.From(row, view);
}
