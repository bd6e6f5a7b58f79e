using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

/// <summary>Windows Hello keys. The policy has no configuration for them.</summary>
internal sealed class WindowsHelloForBusinessMethodKind : MethodKind<WindowsHelloForBusinessMethodRow>
{
    public const string Read = "WindowsHelloRead";
    public const string Write = "WindowsHelloWrite";

    private static readonly MethodScopes Scope = new("WindowsHello");

    public override JsonSerializerContext Json => WindowsHelloForBusinessMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(1 << 12, "windowsHelloForBusiness", Counts.Mfa | Counts.Passwordless)];

    public override void AddServices(IServiceCollection services) => services.AddScoped<WindowsHelloForBusinessMethodStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => WindowsHelloForBusinessMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(WindowsHelloForBusinessMethodRow row, MethodView view) => WindowsHelloForBusinessMethod.From(row, view);
}
