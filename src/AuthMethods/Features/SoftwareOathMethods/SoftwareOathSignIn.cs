using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>The code of any of the user's apps, as a second factor. Each code is accepted once.</summary>
internal sealed class SoftwareOathSignIn(
    AuthDb db, Writer writer, Secrets secrets, IEnumerable<ICodeApps> kinds, UserPolicies policies, TimeProvider time) : ISignInMethod, IPasswordResetMethod
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public string Id => "softwareOath";

    public string Name => "Software OATH token";

    public string Invitation => "Use a code from an authenticator app";

    public bool IsFirstFactor => false;

    public int Rank => 5;

    public async Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy) =>
        (await AppsAsync(user, policy)).Count > 0 ? [new("", Invitation) { Factor = SecondFactor.Oath }] : [];

    public IReadOnlyList<ResetWay> Ways { get; } = [new("softwareOath", "softwareOath", Channel: null, "Use a code from an authenticator app")];

    public Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond) =>
        Task.FromResult(new SignInChallenge("Enter the code that your authenticator app shows.") { Label = "Code" });

    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer) =>
        user is null ? null : await CheckAsync(user, answer);

    public async Task<SignInMatch?> CheckAsync(UserRow user, string code)
    {
        var policy = await policies.OfAsync(db, user.Id);
        foreach (var app in await AppsAsync(user, policy))
        {
            var seed = Base32.Decode(secrets.Decrypt(app.EncryptedSecret))!;
            if (SoftwareOathSetup.StepOf(code, seed, time.Now()) is { } step) return new(user, () => UseAsync(user, app, step));
        }

        return null;
    }

    /// <summary>Null if the code was used before, on any server, or the app was removed.</summary>
    private Task<SignInProof?> UseAsync(UserRow user, CodeApp app, long step) =>
        writer.RunAsync(user.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            if (!await change.TryUseAsync($"code {user.Id} {app.MethodId} {step}", change.Now + Remembered)) return null;
            var now = change.Now;
            var updated = await change.AuthenticationMethods.Where(m => m.UserId == user.Id && m.Id == app.MethodId)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.LastUsedDateTime, now));
            return updated == 0 ? null : SignInProof.SecondFactor(Id);
        }));

    private async Task<List<CodeApp>> AppsAsync(UserRow user, UserPolicy policy)
    {
        var apps = new List<CodeApp>();
        foreach (var kind in kinds.Where(k => k.IsAllowed(policy))) apps.AddRange(await kind.OfAsync(user.Id));
        return apps;
    }
}

/// <summary>The apps that were registered for their codes alone.</summary>
internal sealed class SoftwareOathApps(AuthDb db) : ICodeApps
{
    public bool IsAllowed(UserPolicy policy) => policy.Allows(policy.Tenant.Of<SoftwareOathConfiguration>());

    public async Task<IReadOnlyList<CodeApp>> OfAsync(Guid userId) =>
        await db.Set<SoftwareOathMethodRow>().Where(a => a.UserId == userId).Select(a => new CodeApp(a.Id, a.EncryptedSecret)).ToListAsync();
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
        var secret = SoftwareOathSetup.NewSecret();
        return Task.FromResult(new RegistrationChallenge("Add an account in your authenticator app with this secret, then enter the code that the app shows.")
        {
            Label = "Code", Secret = secret, Link = SoftwareOathSetup.LinkOf(secret, user.Account.UserPrincipalName), State = secret,
        });
    }

    public async Task<GraphException?> CompleteAsync(HttpContext http, TargetUser user, string? state, string answer)
    {
        if (SoftwareOathMethodStore.ParseSecret(state ?? "") is not { } secret) return GraphErrors.MethodBadRequest("There is no secret.");
        if (!SoftwareOathSetup.IsShown(answer, secret, time.Now()))
        {
            return GraphErrors.MethodBadRequest("The code is not the one that an app with this secret shows now.");
        }

        return (await store.AddAsync(user, secret)).Refusal;
    }
}
