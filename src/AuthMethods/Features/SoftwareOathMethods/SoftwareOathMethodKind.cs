using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>Other makers' apps that show one-time codes.</summary>
internal sealed class SoftwareOathMethodKind : MethodKind<SoftwareOathMethodRow>
{
    private const long Bit = 1 << 17;

    public override IReadOnlyList<Registered> Counted => [new(Bit, "softwareOneTimePasscode", Counts.Mfa | Counts.PasswordReset | Counts.SecondFactor)];

    public override IReadOnlyList<MethodUse> Uses => [new("oath", Bit, 5, SecondFactor.Oath)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(6, () => new SoftwareOathConfiguration())];

    public override IEnumerable<ScopedReach> Reach(MethodsPolicy policy) => [new(Bit, policy.Of<SoftwareOathConfiguration>().Users)];

    public override void AddServices(IServiceCollection services) => services.AddScoped<SoftwareOathMethodStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => SoftwareOathMethodRow.SamplesOf(user);

    public override Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => RemoveAsync(change, row);

    protected override AuthenticationMethod ToWire(SoftwareOathMethodRow row, MethodView view) => SoftwareOathMethod.From(row, view);
}
