using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Methods;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Tests.Features.RecoveryCodes;

/// <summary>A kind that the service doesn't have: codes that sign in once. Only this folder knows it.</summary>
internal sealed class RecoveryCodeKind : MethodKind<RecoveryCodeRow>
{
    public const string Read = "RecoveryCodeRead";
    public const string Write = "RecoveryCodeWrite";

    public override JsonSerializerContext Json => RecoveryCodesJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account   others       application  roles, on users roles, on administrators
        new(Read,      AnyMethodOwn, AnyMethod,   AnyMethod,   MethodReaders,  Reach.Limited),
        new(Write,     EveryMethod,  EveryMethod, EveryMethod, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted => [new(1 << 20, "recoveryCode", Counts.Mfa)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<RecoveryCodeStore>();
        services.AddScoped<ISignInCredential, RecoveryCodeSignIn>();
    }

    protected override AuthenticationMethod ToWire(RecoveryCodeRow row, MethodView view) => RecoveryCode.From(row);
}
