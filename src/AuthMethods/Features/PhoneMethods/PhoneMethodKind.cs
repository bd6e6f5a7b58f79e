using System.Linq.Expressions;
using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Phones: a mobile, an alternate mobile and an office phone, for calls, SMS and SMS sign-in.</summary>
internal sealed class PhoneMethodKind : MethodKind<PhoneMethodRow>
{
    public const string Read = "PhoneRead";
    public const string Write = "PhoneWrite";
    public const string Replace = "PhoneReplace";
    public const string SwitchSmsSignIn = "PhoneSmsSignIn";

    private static readonly MethodScopes Scope = new("Phone");

    private const long Mobile = 1 << 0;
    private const long AlternateMobile = 1 << 1;
    private const long Office = 1 << 2;
    private const Counts Strong = Counts.Mfa | Counts.PasswordReset | Counts.SecondFactor;

    public override JsonSerializerContext Json => PhoneMethodsJson.Default;

    public override IReadOnlyList<PermissionRow> Permissions =>
    [
        //  permission       own account     others       application  roles, on users roles, on administrators
        new(Read,            Scope.OwnRead,  Scope.Read,  Scope.Read,  MethodReaders,  Reach.Limited),
        new(Write,           Scope.OwnWrite, Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
        new(Replace,         Scope.Write,    Scope.Write, Scope.Write, MethodManagers, Reach.Limited),
        // As an action of any method, on beta.
        new(SwitchSmsSignIn, EveryMethod,    EveryMethod, Scopes.None, MethodManagers, Reach.Limited),
    ];

    public override IReadOnlyList<Registered> Counted =>
        [new(Mobile, "mobilePhone", Strong), new(AlternateMobile, "alternateMobilePhone", Strong), new(Office, "officePhone", Strong)];

    public override IReadOnlyList<MethodUse> Uses =>
    [
        new("sms", Mobile, 6, SecondFactor.Sms) { Configuration = policy => policy.Of<SmsConfiguration>() },
        new("voiceMobile", Mobile, 6, SecondFactor.VoiceMobile),
        new("voiceAlternateMobile", AlternateMobile, 7, SecondFactor.VoiceAlternateMobile),
        new("voiceOffice", Office, 8, SecondFactor.VoiceOffice),
    ];

    public override IReadOnlyList<DefaultConfiguration> Configurations => [new(3, () => new SmsConfiguration()), new(7, () => new VoiceConfiguration())];

    protected override Expression<Func<PhoneMethodRow, long>> RegisteredAs => phone =>
        phone.PhoneType == PhoneType.Mobile ? Mobile : phone.PhoneType == PhoneType.AlternateMobile ? AlternateMobile : Office;

    public override IEnumerable<ScopedReach> Allowed(MethodsPolicy policy)
    {
        var voice = policy.Of<VoiceConfiguration>();
        return
        [
            new(Mobile, policy.Of<SmsConfiguration>().Users),
            new(Mobile | AlternateMobile | (voice.IsOfficePhoneAllowed ? Office : 0), voice.Users),
        ];
    }

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<PhoneMethodStore>();
        services.AddSingleton<PhoneMethodQueries>();
        services.AddScoped<IRegistrar, PhoneRegistrar>();
        services.AddScoped<ISignInMethod, NumberSignIn>();
        services.AddScoped<ISignInMethod, TextMessageSignIn>();
        services.AddScoped<ISignInMethod, PhoneCallSignIn>();
        services.AddScoped<IPasswordResetMethod, PhoneReset>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) => PhoneMethodRow.SamplesOf(user);

    public override AuthenticationMethodRow BulkSampleOf(int number, string passwordHash) => new PhoneMethodRow
    {
        Id = PhoneMethodRow.IdOf(PhoneType.Mobile), PhoneType = PhoneType.Mobile, PhoneNumber = $"+1 {2_060_000_000L + number}"
    };

    public override async Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row)
    {
        await PhoneMethodStore.RemoveAsync(change, (PhoneMethodRow)row);
        return true;
    }

    public override Task ReleaseAsync(Change change, Guid user) => PhoneMethodStore.ReleaseAsync(change, user);

    public override async Task WarmUpAsync(IServiceProvider services, AuthDb db)
    {
        await foreach (var _ in services.GetRequiredService<PhoneMethodQueries>().OfUser(db, Guid.Empty)) { }
    }

    protected override AuthenticationMethod ToWire(PhoneMethodRow row, MethodView view) => PhoneMethod.From(row, view);
}
