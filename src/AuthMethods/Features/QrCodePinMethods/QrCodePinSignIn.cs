using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>
/// A QR code instead of the user name, and the PIN instead of the password. A PIN that an administrator set must be changed before the user is in.
/// </summary>
internal sealed class QrCodePinSignIn(AuthDb db, Writer writer, UserPolicies policies, Passwords passwords, TimeProvider time) : ISignInMethod
{
    public string Id => "qrCodePin";

    public string Name => "QR code pin";

    public string Invitation => "Sign in with a QR code";

    public bool IsFirstFactor => false;

    public bool FindsUser => true;

    public int Rank => 9;

    public async Task<bool> IsOfferedAsync() => (await policies.OfAsync(db, Guid.Empty)).Tenant.Of<QRCodePinConfiguration>().State == MethodState.Enabled;

    public bool IsName(string text) => QrCodeContent.Parse(text) is not null;

    public Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy) => Task.FromResult<IReadOnlyList<SignInWay>>([]);

    public Task<Guid?> FindTenantAsync(string answer) => Task.FromResult(QrCodeContent.Parse(answer)?.Tenant);

    public async Task<UserRow?> FindUserAsync(string name)
    {
        if (QrCodeContent.Parse(name) is not { } content || content.Tenant != db.TenantId) return null;
        return await db.Set<QrCodeRow>().AnyAsync(content.IsValidAt(time.Now()))
            ? await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == content.User)
            : null;
    }

    public Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond) => Task.FromResult(method.Length == 0
        ? new SignInChallenge("Scan your QR code, or enter its content.") { Label = "QR code", Field = ChallengeField.Scanned }
        : new SignInChallenge("Enter the PIN of your QR code.") { Label = "PIN", Field = ChallengeField.CurrentPin });

    /// <param name="http">The request.</param>
    /// <param name="user">The user whose code it is; null if it is nobody's.</param>
    /// <param name="method">The content of the code.</param>
    /// <param name="state">The hash of the right PIN, once it was entered and has to be changed.</param>
    /// <param name="answer">The PIN, or the new one twice.</param>
    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer)
    {
        var id = user?.Id ?? Guid.Empty;
        var pin = await db.Set<QrCodePinMethodRow>().AsNoTracking().FirstOrDefaultAsync(m => m.UserId == id);
        if (state is not null) return user is null || pin is null ? null : await CheckNewAsync(http, user, pin, method, state, answer.Split(','));
        if (!await passwords.VerifyAsync(pin?.PinHash, answer.Trim()) || user is null || pin is null) return null;
        return new(user, () => UseAsync(http, user, method, pin.PinHash, newHash: null))
        {
            Further = pin.ForceChangePin ? AskForNew(pin.PinHash, "Your PIN is temporary. Choose one that only you know.") : null,
        };
    }

    private async Task<SignInMatch?> CheckNewAsync(
        HttpContext http, UserRow user, QrCodePinMethodRow pin, string content, string verified, string[] entered)
    {
        if (pin.PinHash != verified) return null;
        var shortest = (await policies.OfAsync(db, user.Id)).Tenant.Of<QRCodePinConfiguration>().PinLength;
        var problem = entered is not [var first, var second] || first != second ? "The two PINs are not the same."
            : !Pin.IsValid(first, shortest) || await passwords.VerifyAsync(verified, first) ? QrCodePinErrors.PinInvalid(shortest).Message
            : null;
        if (problem is not null) return new(user, () => Task.FromResult<SignInProof?>(null)) { Further = AskForNew(verified, problem) };
        var hash = await passwords.HashAsync(entered[0]);
        return new(user, () => UseAsync(http, user, content, verified, hash));
    }

    private static SignInChallenge AskForNew(string verified, string text) => new(text) { Label = "New PIN", Field = ChallengeField.NewPin, State = verified };

    /// <summary>Null if the code, the PIN or the policy changed meanwhile.</summary>
    private Task<SignInProof?> UseAsync(HttpContext http, UserRow user, string text, string verified, string? newHash)
    {
        var content = QrCodeContent.Parse(text)!;
        return writer.RunAsync(user.TenantId, http.TrailOf(user, time), change => newHash is null
            ? change.UnrecordedAsync(() => UseAsync(change, user, content, verified, verified))
            : UseAsync(change, user, content, verified, newHash));
    }

    private async Task<SignInProof?> UseAsync(Change change, UserRow user, QrCodeContent content, string verified, string hash)
    {
        var (now, policy) = (change.Now, await policies.OfAsync(change, user.Id));
        if (!policy.Allows(policy.Tenant.Of<QRCodePinConfiguration>())) return null;
        var used = await change.Set<QrCodeRow>().Where(content.IsValidAt(now)).ExecuteUpdateAsync(c => c.SetProperty(x => x.LastUsedDateTime, now));
        if (used == 0) return null;
        var method = change.Set<QrCodePinMethodRow>().Where(m => m.UserId == user.Id && m.PinHash == verified);
        if (await method.ExecuteUpdateAsync(m => m.SetProperty(x => x.LastUsedDateTime, now)) == 0) return null;
        if (hash != verified)
        {
            await method.ExecuteUpdateAsync(m => m
                .SetProperty(x => x.PinHash, hash).SetProperty(x => x.ForceChangePin, false).SetProperty(x => x.PinUpdatedDateTime, now)
                .SetProperty(x => x.Version, Guid.NewGuid()));
            change.Record(user, AuditActivity.UserUpdatedSecurityInfo);
        }

        return SignInProof.Single("qrCodePin", "pin", QrCodePinMethodRow.FixedId);
    }
}
