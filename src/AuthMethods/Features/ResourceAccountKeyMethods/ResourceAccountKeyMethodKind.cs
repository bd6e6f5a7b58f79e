using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.ResourceAccountKeyMethods;

/// <summary>Keys of resource accounts on shared devices. The reports do not count them; the policy has no configuration for them.</summary>
internal sealed class ResourceAccountKeyMethodKind : MethodKind<ResourceAccountKeyMethodRow>
{
    public const string Read = "ResourceAccountKeyRead";
    public const string Write = "ResourceAccountKeyWrite";

    // Graph has no permissions of this kind for the own account alone.
    private static readonly Scopes Reading = new(
        "UserAuthMethod-ResourceKey.Read.All", "UserAuthenticationMethod.Read.All",
        "UserAuthMethod-ResourceKey.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All");
    private static readonly Scopes Writing = new("UserAuthMethod-ResourceKey.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All");

    public override JsonSerializerContext Json => ResourceAccountKeyMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account others   application  roles, on users roles, on administrators
        new(Read,      Reading,    Reading, Reading,     MethodReaders,  Reach.Limited),
        new(Write,     Writing,    Writing, Writing,     MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [];

    public override void AddServices(IServiceCollection services) => services.AddScoped<ResourceAccountKeyMethodStore>();

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => ResourceAccountKeyMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(ResourceAccountKeyMethodRow row, MethodView view) => ResourceAccountKeyMethod.From(row, view);
}
