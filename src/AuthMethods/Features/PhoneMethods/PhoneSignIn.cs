using AuthMethods.Credentials;
using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>A code that is sent to one of the user's phones, as a second factor.</summary>
internal abstract class PhoneSignIn(AuthDb db, Writer writer, OneTimeCodes codes, TimeProvider time) : ISignInMethod
{
    private const string Purpose = "signIn";

    public abstract string Id { get; }

    public abstract string Name { get; }

    public abstract string Invitation { get; }

    public bool IsFirstFactor => false;

    public bool CountsGuesses => true;

    public abstract int Rank { get; }

    protected abstract MessageChannel Channel { get; }

    public async Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy)
    {
        if (!codes.CanSend(Channel)) return [];
        var phones = await Of(user).OrderBy(p => p.PhoneType).ToListAsync();
        return [.. phones.Where(p => FactorOf(p, policy) is not null)
            .Select(p => new SignInWay(p.Id, $"{Invitation} {PhoneNumber.Mask(p.PhoneNumber)}") { Factor = FactorOf(p, policy) })];
    }

    public async Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond)
    {
        var phone = user is null ? null : await Of(user).FirstOrDefaultAsync(p => p.Id == method);
        var session = Guid.NewGuid().ToString();
        var isSent = phone is not null
            && await codes.SendAsync(UseOf(user!, session), new(Channel, phone.PhoneNumber, phone.Id), http.TrailOf(user!, time));
        var text = isSent
            ? $"Enter the code that we sent to {PhoneNumber.Mask(phone!.PhoneNumber)}."
            : "No code was sent, because too many were. Try again later, or choose another way to sign in.";
        return new(text) { Label = "Code", State = session };
    }

    public Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer) =>
        Task.FromResult(user is null || state is null ? null : new SignInMatch(user, () => UseAsync(http, user, method, state, answer.Trim())));

    /// <summary>The default second factor that a phone corresponds to on this channel; null if the policy doesn't allow it.</summary>
    protected abstract SecondFactor? FactorOf(PhoneMethodRow phone, UserPolicy policy);

    private async Task<SignInProof?> UseAsync(HttpContext http, UserRow user, string method, string session, string code)
    {
        var tried = await codes.UseAsync(UseOf(user, session), code, http.TrailOf(user, time));
        if (tried.Right?.MethodId != method) return null;
        return await writer.RunAsync(user.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
            await PhoneMethodStore.TryUseAsync(change, p => p.UserId == user.Id && p.Id == method) ? SignInProof.SecondFactor(Id) : null));
    }

    private static CodeUse UseOf(UserRow user, string session) => new(Purpose, user.Id, user.UserPrincipalName, session);

    private IQueryable<PhoneMethodRow> Of(UserRow user) => db.Set<PhoneMethodRow>().AsNoTracking().Where(p => p.UserId == user.Id);
}

internal sealed class TextMessageSignIn(AuthDb db, Writer writer, OneTimeCodes codes, TimeProvider time) : PhoneSignIn(db, writer, codes, time)
{
    public override string Id => "sms";

    public override string Name => "Text message";

    public override string Invitation => "Text";

    public override int Rank => 7;

    protected override MessageChannel Channel => MessageChannel.Sms;

    protected override SecondFactor? FactorOf(PhoneMethodRow phone, UserPolicy policy) =>
        phone.PhoneType == PhoneType.Mobile && policy.Allows(policy.Tenant.Of<SmsConfiguration>()) ? SecondFactor.Sms : null;
}

internal sealed class PhoneCallSignIn(AuthDb db, Writer writer, OneTimeCodes codes, TimeProvider time) : PhoneSignIn(db, writer, codes, time)
{
    public override string Id => "voice";

    public override string Name => "Phone call";

    public override string Invitation => "Call";

    public override int Rank => 8;

    protected override MessageChannel Channel => MessageChannel.Voice;

    protected override SecondFactor? FactorOf(PhoneMethodRow phone, UserPolicy policy) =>
        !policy.Allows(policy.Tenant.Of<VoiceConfiguration>()) ? null : phone.PhoneType switch
        {
            PhoneType.Mobile => SecondFactor.VoiceMobile,
            PhoneType.AlternateMobile => SecondFactor.VoiceAlternateMobile,
            PhoneType.Office => policy.Tenant.Of<VoiceConfiguration>().IsOfficePhoneAllowed ? SecondFactor.VoiceOffice : null,
        };
}
