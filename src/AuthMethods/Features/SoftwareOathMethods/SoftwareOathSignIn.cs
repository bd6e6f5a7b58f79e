using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>The code of any of the user's apps, as a second factor. Each code is accepted once.</summary>
internal sealed class SoftwareOathSignIn(AuthDb db, Writer writer, Secrets secrets, TimeProvider time) : ISignInMethod, IPasswordResetMethod
{
    internal const int Interval = 30;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public string Id => "softwareOath";

    public string Name => "Software OATH token";

    public string Invitation => "Use a code from an authenticator app";

    public bool IsFirstFactor => false;

    public int Rank => 5;

    public async Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy) =>
        policy.Allows(policy.Tenant.Of<SoftwareOathConfiguration>()) && await Of(user).AnyAsync()
            ? [new("", Invitation) { Factor = SecondFactor.Oath }]
            : [];

    public IReadOnlyList<ResetWay> Ways { get; } = [new("softwareOath", "softwareOath", Channel: null, "Use a code from an authenticator app")];

    public Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond) =>
        Task.FromResult(new SignInChallenge("Enter the code that your authenticator app shows.") { Label = "Code" });

    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer) =>
        user is null ? null : await CheckAsync(user, answer);

    public async Task<SignInMatch?> CheckAsync(UserRow user, string code)
    {
        foreach (var app in await Of(user).ToListAsync())
        {
            var seed = Base32.Decode(secrets.Decrypt(app.EncryptedSecret))!;
            if (TotpCode.StepOf(code.Trim(), seed, OtpHashMode.Sha1, Interval, time.Now()) is { } step) return new(user, () => UseAsync(app, step));
        }

        return null;
    }

    /// <summary>Null if the code was used before, on any server, or the app was removed.</summary>
    private Task<SignInProof?> UseAsync(SoftwareOathMethodRow app, long step) =>
        writer.RunAsync(app.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            if (!await change.TryUseAsync($"code {app.UserId} {app.Id} {step}", change.Now + Remembered)) return null;
            var now = change.Now;
            var updated = await change.Set<SoftwareOathMethodRow>().Where(a => a.UserId == app.UserId && a.Id == app.Id)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastUsedDateTime, now));
            return updated == 0 ? null : SignInProof.SecondFactor(Id);
        }));

    private IQueryable<SoftwareOathMethodRow> Of(UserRow user) => db.Set<SoftwareOathMethodRow>().AsNoTracking().Where(a => a.UserId == user.Id);
}

/// <summary>Sets up an app on a sign-in page: the user enters its secret, or opens it as a link, and then the app's first code.</summary>
internal sealed class SoftwareOathRegistration(SoftwareOathMethodStore store, UserPolicies policies, AuthDb db, TimeProvider time) : ISignInRegistration
{
    public string Id => "softwareOath";

    public string Invitation => "Set up an authenticator app";

    public int Rank => 5;

    public string Permission => SoftwareOathMethodKind.Write;

    public async Task<bool> IsOpenAsync(TargetUser user) =>
        await policies.OfAsync(db, user) is var policy && policy.Allows(policy.Tenant.Of<SoftwareOathConfiguration>());

    public Task<RegistrationChallenge> BeginAsync(HttpContext http, TargetUser user)
    {
        var secret = SoftwareOathMethodStore.NewSecret();
        var name = Uri.EscapeDataString($"AuthMethods:{user.Account.UserPrincipalName}");
        return Task.FromResult(new RegistrationChallenge("Add an account in your authenticator app with this secret, then enter the code that the app shows.")
        {
            Label = "Code", Secret = secret, Link = $"otpauth://totp/{name}?secret={secret}&issuer=AuthMethods", State = secret,
        });
    }

    public async Task<GraphException?> CompleteAsync(HttpContext http, TargetUser user, string? state, string answer)
    {
        if (SoftwareOathMethodStore.ParseSecret(state ?? "") is not { } secret) return GraphErrors.MethodBadRequest("There is no secret.");
        if (TotpCode.StepOf(answer.Trim(), secret, OtpHashMode.Sha1, SoftwareOathSignIn.Interval, time.Now()) is null)
        {
            return GraphErrors.MethodBadRequest("The code is not the one that an app with this secret shows now.");
        }

        return (await store.AddAsync(user, secret)).Refusal;
    }
}
