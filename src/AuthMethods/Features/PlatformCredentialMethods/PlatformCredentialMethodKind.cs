using System.Linq.Expressions;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.PlatformCredentialMethods;

/// <summary>Keys that a platform keeps on one device. The reports know only those of macOS, and the policy none.</summary>
internal sealed class PlatformCredentialMethodKind : MethodKind<PlatformCredentialMethodRow>
{
    private const long MacOS = 1 << 13;

    public override IReadOnlyList<Registered> Counted => [new(MacOS, "macOsSecureEnclaveKey", Counts.Mfa)];

    protected override Expression<Func<PlatformCredentialMethodRow, long>> RegisteredAs => key => key.Platform == DevicePlatform.MacOS ? MacOS : 0;

    public override void AddServices(IServiceCollection services) => services.AddScoped<PlatformCredentialMethodStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => PlatformCredentialMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(PlatformCredentialMethodRow row, MethodView view) => PlatformCredentialMethod.From(row, view);
}
