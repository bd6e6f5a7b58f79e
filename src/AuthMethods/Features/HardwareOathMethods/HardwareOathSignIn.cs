using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The code of any of the user's activated tokens, as a second factor. Neither it nor an earlier one is accepted again.</summary>
internal sealed class HardwareOathSignIn(AuthDb db, Writer writer, Secrets secrets, UserPolicies policies, TimeProvider time)
    : ISignInMethod, IPasswordResetMethod
{
    public string Id => "hardwareOath";

    public string Name => "Hardware OATH token";

    public string Invitation => "Use a code from a hardware token";

    public bool IsFirstFactor => false;

    public int Rank => 6;

    public async Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy) =>
        IsAllowed(policy) && await Of(user).AnyAsync()
            ? [new("", Invitation) { Factor = SecondFactor.Oath }]
            : [];

    public IReadOnlyList<ResetWay> Ways { get; } = [new("hardwareOath", "hardwareOath", Channel: null, "Use a code from a hardware token")];

    public Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond) =>
        Task.FromResult(new SignInChallenge("Enter the code that your token shows.") { Label = "Code" });

    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer) =>
        user is null ? null : await CheckAsync(user, answer);

    public async Task<SignInMatch?> CheckAsync(UserRow user, string code)
    {
        if (!IsAllowed(await policies.OfAsync(db, user.Id))) return null;
        foreach (var token in await Of(user).ToListAsync())
        {
            var seed = Base32.Decode(secrets.Decrypt(token.EncryptedSecret))!;
            var step = OneTimeCode.StepOf(code.Trim(), seed, token.HashFunction, token.TimeIntervalInSeconds, time.Now(), token.LastStep);
            if (step is not null) return new(user, () => UseAsync(token, step.Value));
        }

        return null;
    }

    private static bool IsAllowed(UserPolicy policy) => policy.Allows(policy.Tenant.Of<HardwareOathConfiguration>());

    private Task<SignInProof?> UseAsync(HardwareOathDeviceRow token, long step) =>
        writer.RunAsync(token.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            var (now, version) = (change.Now, Guid.NewGuid());
            var updated = await change.Set<HardwareOathDeviceRow>().Where(d => d.Id == token.Id && d.LastStep < step).ExecuteUpdateAsync(
                d => d.SetProperty(x => x.LastStep, step).SetProperty(x => x.LastUsedDateTime, now).SetProperty(x => x.Version, version));
            return updated == 0 ? null : SignInProof.SecondFactor(Id);
        }));

    private IQueryable<HardwareOathDeviceRow> Of(UserRow user) => db.Set<HardwareOathDeviceRow>().AsNoTracking().Where(d =>
        db.Set<HardwareOathMethodRow>().Any(m => m.UserId == user.Id && m.DeviceId == d.Id && m.Status == HardwareOathStatus.Activated));
}
