using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>Third-party apps that show one-time codes.</summary>
internal sealed class SoftwareOathMethodKind : MethodKind<SoftwareOathMethodRow>
{
    public const string Read = "SoftwareOathRead";
    public const string Write = "SoftwareOathWrite";

    private static readonly MethodScopes Scope = new("SoftwareOATH");

    private const long Bit = 1 << 17;

    public override JsonSerializerContext Json => SoftwareOathMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(Bit, "softwareOneTimePasscode", Counts.Mfa | Counts.PasswordReset | Counts.SecondFactor)];

    public override IReadOnlyList<MethodUse> Uses => [new("oath", Bit, 5, SecondFactor.Oath)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(6, () => new SoftwareOathConfiguration())];

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Bit, policy.Of<SoftwareOathConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<SoftwareOathMethodStore>();
        services.AddScoped<ICodeApps, SoftwareOathApps>();
        services.AddScoped<ISignInMethod, SoftwareOathSignIn>();
        services.AddScoped<IPasswordResetMethod, SoftwareOathSignIn>();
        services.AddScoped<ISignInRegistration, SoftwareOathRegistration>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => SoftwareOathMethodRow.SamplesOf(user);

    public override Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => RemoveAsync(change, row);

    protected override AuthenticationMethod ToWire(SoftwareOathMethodRow row, MethodView view) => SoftwareOathMethod.From(row, view);
}
