using System.Linq.Expressions;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Tokens that show one-time codes. They count once they are activated.</summary>
internal sealed class HardwareOathMethodKind : MethodKind<HardwareOathMethodRow>
{
    private const long Bit = 1 << 9;

    public override bool IsBetaOnly => true;

    public override IReadOnlyList<Registered> Counted => [new(Bit, "hardwareOneTimePasscode", Counts.Mfa | Counts.PasswordReset | Counts.SecondFactor)];

    public override IReadOnlyList<MethodUse> Uses => [new("oath", Bit, 5, SecondFactor.Oath)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(5, () => new HardwareOathConfiguration())];

    protected override Expression<Func<HardwareOathMethodRow, long>> RegisteredAs => token => token.Status == HardwareOathStatus.Activated ? Bit : 0;

    public override IEnumerable<ScopedReach> Reach(MethodsPolicy policy) => [new(Bit, policy.Of<HardwareOathConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<HardwareOathMethodStore>();
        services.AddScoped<HardwareOathDeviceStore>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => HardwareOathMethodRow.SamplesOf(user);

    public override Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row)
    {
        ((HardwareOathMethodRow)row).Status = HardwareOathStatus.Assigned;
        return Task.FromResult(true);
    }

    protected override AuthenticationMethod ToWire(HardwareOathMethodRow row, MethodView view) => HardwareOathMethod.From(row, view);
}
