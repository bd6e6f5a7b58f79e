using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.PlatformCredentialMethods;

/// <summary>Keys that a platform stores on one device. The reports count only those of macOS; the policy has no configuration for them.</summary>
internal sealed class PlatformCredentialMethodKind : MethodKind<PlatformCredentialMethodRow>
{
    public const string Read = "PlatformCredentialRead";
    public const string Write = "PlatformCredentialWrite";

    private static readonly MethodScopes Scope = new("PlatformCred");

    private const long MacOS = 1 << 13;

    public override JsonSerializerContext Json => PlatformCredentialMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(MacOS, "macOsSecureEnclaveKey", Counts.Mfa)];

    protected override Expression<Func<PlatformCredentialMethodRow, long>> RegisteredAs => key => key.Platform == DevicePlatform.MacOS ? MacOS : 0;

    public override void AddServices(IServiceCollection services) => services.AddScoped<PlatformCredentialMethodStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => PlatformCredentialMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(PlatformCredentialMethodRow row, MethodView view) => PlatformCredentialMethod.From(row, view);
}
