using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>Temporary Access Passes: they are used instead of a password and count as multi-factor authentication.</summary>
internal sealed class TemporaryAccessPassKind : MethodKind<TemporaryAccessPassRow>
{
    public const string Read = "TemporaryAccessPassRead";
    public const string Create = "TemporaryAccessPassCreate";
    public const string Delete = "TemporaryAccessPassDelete";

    private static readonly MethodScopes Scope = new("TAP");
    // The permissions over every kind of method are not enough for this.
    private static readonly Scopes OwnCreate = new("UserAuthMethod-TAP.ReadWrite", "UserAuthMethod-TAP.ReadWrite.All");

    private const long Bit = 1 << 14;

    public override JsonSerializerContext Json => TemporaryAccessPassMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Create,    OwnCreate,      Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
        new(Delete,    Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(Bit, "temporaryAccessPass")];

    public override IReadOnlyList<MethodUse> Uses => [new("temporaryAccessPass", Bit, 1)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(4, () => new TemporaryAccessPassConfiguration())];

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Bit, policy.Of<TemporaryAccessPassConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<TemporaryAccessPassStore>();
        services.AddScoped<ISignInCredential, TemporaryAccessPassSignIn>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => TemporaryAccessPass.SamplesOf(user);

    protected override AuthenticationMethod ToWire(TemporaryAccessPassRow row, MethodView view) => TemporaryAccessPass.From(row, view);
}
