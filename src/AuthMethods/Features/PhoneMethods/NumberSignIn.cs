using AuthMethods.Credentials;
using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>
/// SMS sign-in: the number of a mobile phone instead of the user name, and a code that is sent to it instead of the password. For a number that signs
/// nobody in, all is done as for others, except that no message is sent.
/// </summary>
internal sealed class NumberSignIn(AuthDb db, Writer writer, OneTimeCodes codes, UserPolicies policies, TimeProvider time) : ISignInMethod
{
    private const string Purpose = "signIn";

    // Ends the session of a sign-in at an address that names no tenant.
    private const string Anywhere = " anywhere";

    private static readonly string Phone = PhoneMethodRow.IdOf(PhoneType.Mobile);

    public string Id => "smsSignIn";

    public string Name => "SMS sign-in";

    public string Invitation => "Text a new code";

    public bool IsFirstFactor => false;

    public bool CountsGuesses => true;

    public int Rank => 7;

    public bool IsName(string text) => codes.CanSend(MessageChannel.Sms) && TypedNumber.Parse(text) is not null;

    // With the password it is a second factor of another kind.
    public Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy) => Task.FromResult<IReadOnlyList<SignInWay>>([]);

    public async Task<Guid?> FindTenantAsync(string answer)
    {
        var numbers = TypedNumber.Parse(answer)!.Numbers;
        var tenants = await db.Set<PhoneMethodRow>().IgnoreQueryFilters().Where(p => p.SignInNumber != null && numbers.Contains(p.SignInNumber))
            .Select(p => p.TenantId).Take(2).ToListAsync();
        return tenants.Count == 1 ? tenants[0] : null;
    }

    public async Task<UserRow?> FindUserAsync(string name)
    {
        var numbers = TypedNumber.Parse(name)!.Numbers;
        var owners = await db.Set<PhoneMethodRow>().Where(p => p.SignInNumber != null && numbers.Contains(p.SignInNumber))
            .Select(p => p.UserId).Take(2).ToListAsync();
        var id = owners.Count == 1 ? owners[0] : Guid.Empty;
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id);
        var policy = await policies.OfAsync(db, id);
        return user is { AccountEnabled: true } && SmsConfiguration.AllowsSignIn(policy) ? user : null;
    }

    public async Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond)
    {
        var id = user?.Id ?? Guid.Empty;
        var number = await db.Set<PhoneMethodRow>().Where(p => p.UserId == id && p.SignInNumber != null).Select(p => p.PhoneNumber).FirstOrDefaultAsync() ?? "";
        var place = http.Features.GetRequiredFeature<SignInContext>().IsTenantKnown ? "" : Anywhere;
        var use = UseOf(user, method, $"{Guid.NewGuid()}{place}");
        var isSent = await codes.SendAsync(use, new(MessageChannel.Sms, number, Phone), http.TrailOf(user, time));
        var text = isSent
            ? $"If {method.Trim()} is registered for signing in, a code is on its way. Enter it here."
            : "Too many codes were sent. Try again later.";
        return new(text) { Label = "Code", State = use.Session };
    }

    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer)
    {
        var (use, code) = (UseOf(user, method, state!), answer.Trim());
        if (user is not null) return new(user, () => UseAsync(http, user, use, code));
        await codes.UseAsync(use, code, http.TrailOf(user, time));
        return null;
    }

    private async Task<SignInProof?> UseAsync(HttpContext http, UserRow user, CodeUse use, string code)
    {
        if ((await codes.UseAsync(use, code, http.TrailOf(user, time))).Right is null) return null;
        return await writer.RunAsync(user.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
            await PhoneMethodStore.TryUseAsync(change, p => p.UserId == user.Id && p.SignInNumber != null)
                ? SignInProof.Single("sms", "otp", Phone)
                : null));
    }

    private static CodeUse UseOf(UserRow? user, string name, string session) => new(Purpose, user?.Id, user?.UserPrincipalName ?? name, session)
    {
        IsForAnybody = true, CountedFor = TypedNumber.Parse(name)!.Tail,
        CountedIn = session.EndsWith(Anywhere, StringComparison.Ordinal) ? Guid.Empty : null,
    };
}
