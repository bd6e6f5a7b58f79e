using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>Passwords. Every user has one, unless another tenant holds it.</summary>
internal sealed class PasswordMethodKind : MethodKind<PasswordMethodRow>
{
    public const string Read = "PasswordRead";
    public const string Reset = "PasswordReset";
    public const string Change = "PasswordChange";

    private static readonly MethodScopes Scope = new("Password");

    public override JsonSerializerContext Json => PasswordMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account           others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,        Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Reset,     Refused,              EveryMethod, Scopes.None, Resetters,      Reach.Limited),
        new(Change,    RoleMatrix.Passwords, Scopes.None, Scopes.None, Any,            Reach.Everyone),
    ];

    public override IReadOnlyList<Registered> Counted => [new(1 << 4, "password", Counts.Unlisted)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddOptions<PasswordOptions>().BindConfiguration("Passwords");
        services.AddScoped<PasswordMethodStore>();
        services.AddSingleton<IUserPassword, UserPassword>();
        services.AddScoped<ISignInCredential, PasswordSignIn>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => user.IsExternal
        ? []
        : [new PasswordMethodRow { Id = PasswordMethodRow.FixedId, PasswordHash = user.Hash(user.Password) }];

    public override AuthenticationMethodRow BulkSampleOf(int number, string passwordHash) =>
        new PasswordMethodRow { Id = PasswordMethodRow.FixedId, PasswordHash = passwordHash };

    protected override AuthenticationMethod ToWire(PasswordMethodRow row, MethodView view) => PasswordMethod.From(row);
}
