using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Approvals;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Microsoft Authenticator: it approves notifications, generates codes and, once set up for that, signs in without a password.</summary>
internal sealed class MicrosoftAuthenticatorMethodKind : MethodKind<MicrosoftAuthenticatorMethodRow>
{
    public const string Read = "MicrosoftAuthenticatorRead";
    public const string Write = "MicrosoftAuthenticatorWrite";

    private static readonly MethodScopes Scope = new("MicrosoftAuthApp");

    private const long Passwordless = 1 << 5;
    private const long Push = 1 << 6;
    private const long Code = 1 << 7;

    // Reserved: the sum of a passwordless app and another one carries into this bit.
    private const long Carry = 1 << 8;
    private const Counts Strong = Counts.Mfa | Counts.PasswordReset | Counts.SecondFactor;

    public override JsonSerializerContext Json => MicrosoftAuthenticatorMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission own account     others       application  roles, on users roles, on administrators
        new(Read,      Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,     Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted =>
    [
        new(Push, "microsoftAuthenticatorPush", Strong),
        new(Passwordless, "microsoftAuthenticatorPasswordless", Counts.Mfa | Counts.Passwordless),
        new(Code, "softwareOneTimePasscode", Strong),
    ];

    public override IReadOnlyList<MethodUse> Uses => [new("push", Push, 4, SecondFactor.Push), new("oath", Code, 5, SecondFactor.Oath)];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(2, () => new MicrosoftAuthenticatorConfiguration())];

    protected override Expression<Func<MicrosoftAuthenticatorMethodRow, long>> RegisteredAs => app => Push | Code | (app.Device == null ? 0 : Passwordless);

    public override long UnionOf(long sum) => (sum & Carry) == 0 ? sum : (sum & ~Carry) | Passwordless | Push | Code;

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy)
    {
        var app = policy.Of<MicrosoftAuthenticatorConfiguration>();
        return
        [
            new(Push, app.UsersOf(isPasswordless: false)),
            new(Passwordless, app.UsersOf(isPasswordless: true)),
            new(app.IsSoftwareOathEnabled ? Code : 0, app.Users),
        ];
    }

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<MicrosoftAuthenticatorMethodStore>();
        services.AddScoped<IPhoneApps>(provider => provider.GetRequiredService<MicrosoftAuthenticatorMethodStore>());
        services.AddScoped<NotifiedApps>();
        services.AddScoped<ICodeApps, AuthenticatorCodes>();
        services.AddScoped<ISignInMethod, PushSignIn>();
        services.AddScoped<ISignInMethod, PasswordlessPhoneSignIn>();
    }

    public override IEnumerable<ExpiringRows> Expiring => [ExpiringRows.Of<ApprovalRequestRow>(nameof(ApprovalRequestRow.ExpiresDateTime))];

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => MicrosoftAuthenticatorMethodRow.SamplesOf(user);

    public override Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => RemoveAsync(change, row);

    protected override AuthenticationMethod ToWire(MicrosoftAuthenticatorMethodRow row, MethodView view) => MicrosoftAuthenticatorMethod.From(row, view);
}
