using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire.Addressing;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Passkeys.</summary>
internal sealed class Fido2MethodKind : MethodKind<Fido2MethodRow>
{
    public const string Read = "PasskeyRead";
    public const string Write = "PasskeyWrite";

    private static readonly MethodScopes Scope = new("Passkey");

    private const long DeviceBound = 1 << 10;
    private const long Synced = 1 << 11;

    public override JsonSerializerContext Json => Fido2MethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted =>
        [new(DeviceBound, "passKeyDeviceBound", Counts.Mfa | Counts.Passwordless), new(Synced, "passKeySynced", Counts.Mfa | Counts.Passwordless)];

    public override IReadOnlyList<MethodUse> Uses => [new("fido2", DeviceBound | Synced, 2)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(1, () => new Fido2Configuration())];

    public override IEnumerable<ExpiringRows> Expiring => [ExpiringRows.Of<PasskeyChallengeRow>(nameof(PasskeyChallengeRow.ExpiresDateTime))];

    protected override Expression<Func<Fido2MethodRow, long>> RegisteredAs => passkey => passkey.PasskeyType == PasskeyType.Synced ? Synced : DeviceBound;

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy)
    {
        var passkeys = policy.Of<Fido2Configuration>();
        return
        [
            new(DeviceBound, passkeys.UsersOf(t => passkeys.Permits(t, PasskeyTypes.DeviceBound))),
            new(Synced, passkeys.UsersOf(t => passkeys.Permits(t, PasskeyTypes.Synced))),
        ];
    }

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<Fido2MethodStore>();
        services.AddPasskeys();
        services.AddSingleton(new MethodNotAllowedError("/authentication/fido2Methods", PasskeyErrors.MethodNotAllowed));
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => Fido2MethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(Fido2MethodRow row, MethodView view) => Fido2Method.From(row, view);
}
