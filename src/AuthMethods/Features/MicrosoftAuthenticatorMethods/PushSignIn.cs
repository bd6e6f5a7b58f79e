using System.Text.Json;
using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Methods.Approvals;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>A request to the user's phones, which the user approves with the number that the page shows.</summary>
internal abstract class AuthenticatorSignIn(ApprovalRequests requests, NotifiedApps apps, TimeProvider time) : ISignInMethod
{
    public abstract string Id { get; }

    public abstract string Name { get; }

    public string Invitation => "Approve a request on my Microsoft Authenticator app";

    public abstract bool IsFirstFactor { get; }

    public bool CountsGuesses => true;

    public virtual string? Replaces => null;

    public int Rank => 4;

    public bool IsOfferedToAll(MethodsPolicy policy) =>
        IsFirstFactor && !policy.Of<MicrosoftAuthenticatorConfiguration>().UsersOf(isPasswordless: true).IsNobody;

    public async Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy) =>
        (await apps.OfAsync(user, policy, IsFirstFactor)).Count > 0 ? [new("", Invitation) { Factor = SecondFactor.Push }] : [];

    public async Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond)
    {
        var context = http.Features.GetRequiredFeature<SignInContext>();
        var use = new ApprovalUse(user?.Id, user?.UserPrincipalName ?? context.UserName, [], context.Application) { IsPasswordless = IsFirstFactor };
        if (user is not null)
        {
            var policy = await apps.PolicyOfAsync(user);
            var (application, address) = await apps.ShownAsync(user, policy);
            use = use with { Methods = await apps.OfAsync(user, policy, IsFirstFactor), ShowsApplication = application, ShowsIpAddress = address };
        }

        if (await requests.SendAsync(use, http.TrailOf(user, time)) is not { } sent)
        {
            return new("No request was sent, because too many were. Try again later, or choose another way to sign in.")
            {
                Approval = new(Guid.Empty, null, time.GetUtcNow()),
            };
        }

        return new("Open your Authenticator app, and enter the number shown to sign in.")
        {
            Approval = new(sent.Id, sent.Number, sent.Until), State = JsonSerializer.Serialize(sent with { Number = "" }),
        };
    }

    // Nobody learns here whether there is a phone that could answer.
    public async Task<bool> IsAwaitedAsync(string? state) =>
        SentIn(state) is { } sent && sent.Until > time.GetUtcNow() && !await requests.IsAnsweredAsync(sent.Id);

    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer)
    {
        if (user is null || SentIn(state) is not { } sent || await requests.ApprovedByAsync(user.Id, sent.Id) is not { } app) return null;
        if (!(await apps.OfAsync(user, await apps.PolicyOfAsync(user), IsFirstFactor)).Contains(app)) return null;
        return new(user, async () => await requests.TakeAsync(user, sent.Id, app, http.TrailOf(user, time)) ? ProofOf(app, time.Now()) : null);
    }

    protected abstract SignInProof ProofOf(string app, DateTimeOffset now);

    private static SentApproval? SentIn(string? state) => state is null ? null : JsonSerializer.Deserialize<SentApproval>(state);
}

/// <summary>A notification as a second factor.</summary>
internal sealed class PushSignIn(ApprovalRequests requests, NotifiedApps apps, TimeProvider time) : AuthenticatorSignIn(requests, apps, time)
{
    public override string Id => "microsoftAuthenticatorPush";

    // A phone that signs in without a password is asked like any other.
    public override string Replaces => PasswordlessPhoneSignIn.Mode;

    public override string Name => "Mobile app notification";

    public override bool IsFirstFactor => false;

    protected override SignInProof ProofOf(string app, DateTimeOffset now) => SignInProof.SecondFactor(Id);
}

/// <summary>
/// A notification instead of a password, on a phone that is set up for it. It counts as multi-factor authentication, because the phone asks for
/// its PIN or for biometrics, and the session ends with the app's registration.
/// </summary>
internal sealed class PasswordlessPhoneSignIn(ApprovalRequests requests, NotifiedApps apps, TimeProvider time) : AuthenticatorSignIn(requests, apps, time)
{
    public const string Mode = "deviceBasedPush";

    public override string Id => Mode;

    public override string Name => "Passwordless phone sign-in";

    public override bool IsFirstFactor => true;

    protected override SignInProof ProofOf(string app, DateTimeOffset now) => SignInProof.Of(new(now, Ends: null, app), Id, "rsa");
}
