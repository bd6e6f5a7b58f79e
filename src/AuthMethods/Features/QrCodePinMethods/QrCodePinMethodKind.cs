using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>QR codes with a PIN.</summary>
internal sealed class QrCodePinMethodKind : MethodKind<QrCodePinMethodRow>
{
    public const string Read = "QrCodePinRead";
    public const string Write = "QrCodePinWrite";
    public const string ChangePin = "QrPinChange";

    private static readonly MethodScopes Scope = new("QR");
    private static readonly Scopes AsUser = new("Directory.AccessAsUser.All");

    private const long Bit = 1 << 16;

    public override JsonSerializerContext Json => QrCodePinMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
        new(ChangePin, AsUser,         AsUser,      Scopes.None, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(Bit, "qrCode", Counts.SecondFactor)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(11, () => new QRCodePinConfiguration())];

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Bit, policy.Of<QRCodePinConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<QrCodePinStore>();
        services.AddScoped<ISignInMethod, QrCodePinSignIn>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => QrCodePinMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(QrCodePinMethodRow row, MethodView view) => QrCodePinMethod.From(row, view);
}
