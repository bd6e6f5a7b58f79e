using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>Temporary Access Passes: given in place of a password, they count as multi-factor authentication.</summary>
internal sealed class TemporaryAccessPassKind : MethodKind<TemporaryAccessPassRow>
{
    private const long Bit = 1 << 14;

    public override IReadOnlyList<Registered> Counted => [new(Bit, "temporaryAccessPass")];

    public override IReadOnlyList<MethodUse> Uses => [new("temporaryAccessPass", Bit, 1)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(4, () => new TemporaryAccessPassConfiguration())];

    public override IEnumerable<ScopedReach> Reach(MethodsPolicy policy) => [new(Bit, policy.Of<TemporaryAccessPassConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<TemporaryAccessPassStore>();
        services.AddScoped<ISignInCredential, TemporaryAccessPassSignIn>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => TemporaryAccessPass.SamplesOf(user);

    protected override AuthenticationMethod ToWire(TemporaryAccessPassRow row, MethodView view) => TemporaryAccessPass.From(row, view);
}
