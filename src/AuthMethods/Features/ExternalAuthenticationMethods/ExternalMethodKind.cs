using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>Registrations with external providers. The tenant adds a configuration for each provider to the policy.</summary>
internal sealed class ExternalMethodKind : MethodKind<ExternalMethodRow>
{
    public const string Read = "ExternalRead";
    public const string Create = "ExternalCreate";
    public const string Delete = "ExternalDelete";

    private static readonly MethodScopes Scope = new("External");

    private const long Bit = 1 << 15;
    private const string SampleProvider = "26310fee-860b-4eab-8749-ab730dcf335e";

    public override JsonSerializerContext Json => ExternalAuthenticationMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Create,    Refused,        Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
        new(Delete,    Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(Bit, "externalAuthMethod", Counts.Mfa | Counts.SecondFactor)];

    public override IReadOnlyList<MethodUse> Uses => [new("externalAuthMethod", Bit, 3)];

    public override Type AddedConfiguration => typeof(ExternalConfiguration);

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) =>
        policy.Added<ExternalConfiguration>().Select(provider => new ScopedReach(Bit, provider.Users));

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<ExternalMethodStore>();
        services.AddScoped<ExternalConfigurationStore>();
    }

    public override IEnumerable<TenantOwned> TenantSamples =>
    [
        new MethodConfigurationRow
        {
            Id = SampleProvider,
            IsEnabled = true,
            IncludeTargets = """[{"targetType":"group","id":"all_users"}]""",
            Settings =
                """{"displayName":"Adatum","appId":"4fabcfc0-5c44-45a1-8c80-8537f0625949","openIdConnectSetting":{"clientId":"7698a352-9465-4e07-a5bd-0aa4a1f9c6bb","discoveryUrl":"https://adatum.com/.well-known/openid-configuration"}}""",
        },
    ];

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => user.Alias == "adele"
        ? [new ExternalMethodRow { Id = "78381c69-811f-51f6-66ec-c2c2aa0e2b46", ConfigurationId = SampleProvider, DisplayName = "Adatum" }]
        : [];

    public override Task EndWithConfigurationAsync(Change change, string configurationId) =>
        change.Set<ExternalMethodRow>().Where(m => m.ConfigurationId == configurationId).ExecuteDeleteAsync();

    protected override AuthenticationMethod ToWire(ExternalMethodRow row, MethodView view) => ExternalMethod.From(row, view);
}
