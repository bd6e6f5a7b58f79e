using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Tokens that show one-time codes. They count as registered once activated.</summary>
internal sealed class HardwareOathMethodKind : MethodKind<HardwareOathMethodRow>
{
    public const string Read = "HardwareOathRead";
    public const string Write = "HardwareOathWrite";
    public const string DevicesRead = "HardwareOathDevicesRead";
    public const string DevicesWrite = "HardwareOathDevicesWrite";
    public const string DevicesAssign = "HardwareOathDevicesAssign";

    private static readonly MethodScopes Scope = new("HardwareOATH");

    private const long Bit = 1 << 9;

    public override JsonSerializerContext Json => HardwareOathMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission     own account     others       application  roles, on users                            roles, on administrators
        new(Read,          Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,                             Reach.Limited),
        new(Write,         Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers,                            Reach.Limited),
        new(DevicesRead,   LikeOthers,     MfaRead,     MfaRead,     MfaManagers | DirectoryRoles.GlobalReader, Reach.Everyone),
        new(DevicesWrite,  LikeOthers,     MfaWrite,    MfaWrite,    MfaManagers,                               Reach.Everyone),
        // Creating a token with a user also needs this, even when callers assign it to themselves.
        new(DevicesAssign, LikeOthers,     EveryMethod, EveryMethod, MethodManagers,                            Reach.Limited),
    ];

    public override bool IsBetaOnly => true;

    public override IReadOnlyList<Registered> Counted => [new(Bit, "hardwareOneTimePasscode", Counts.Mfa | Counts.PasswordReset | Counts.SecondFactor)];

    public override IReadOnlyList<MethodUse> Uses => [new("oath", Bit, 5, SecondFactor.Oath)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(5, () => new HardwareOathConfiguration())];

    protected override Expression<Func<HardwareOathMethodRow, long>> RegisteredAs => token => token.Status == HardwareOathStatus.Activated ? Bit : 0;

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Bit, policy.Of<HardwareOathConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<HardwareOathMethodStore>();
        services.AddScoped<ISignInMethod, HardwareOathSignIn>();
        services.AddScoped<IPasswordResetMethod, HardwareOathSignIn>();
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
