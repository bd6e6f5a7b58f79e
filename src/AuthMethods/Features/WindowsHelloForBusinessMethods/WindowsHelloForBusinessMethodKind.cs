using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

/// <summary>Windows Hello keys. The policy says nothing about them.</summary>
internal sealed class WindowsHelloForBusinessMethodKind : MethodKind<WindowsHelloForBusinessMethodRow>
{
    public override IReadOnlyList<Registered> Counted => [new(1 << 12, "windowsHelloForBusiness", Counts.Mfa | Counts.Passwordless)];

    public override void AddServices(IServiceCollection services) => services.AddScoped<WindowsHelloForBusinessMethodStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => WindowsHelloForBusinessMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(WindowsHelloForBusinessMethodRow row, MethodView view) => WindowsHelloForBusinessMethod.From(row, view);
}
