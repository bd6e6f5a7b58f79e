using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Email addresses, with which self-service password reset verifies a user.</summary>
internal sealed class EmailMethodKind : MethodKind<EmailMethodRow>
{
    public const string Read = "EmailRead";
    public const string Write = "EmailWrite";

    private static readonly MethodScopes Scope = new("Email");

    private const long Bit = 1 << 3;

    public override JsonSerializerContext Json => EmailMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(Bit, "email", Counts.PasswordReset)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(8, () => new EmailConfiguration())];

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => [new(Bit, policy.Of<EmailConfiguration>().Users)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<EmailMethodStore>();
        services.AddScoped<IRegistrar, EmailRegistrar>();
        services.AddScoped<IPasswordResetMethod, EmailReset>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => EmailMethodRow.SamplesOf(user);

    protected override AuthenticationMethod ToWire(EmailMethodRow row, MethodView view) => EmailMethod.From(row);
}
