using System.Globalization;
using System.Security.Cryptography;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods.Approvals;

/// <summary>
/// Asks users on their phones to approve a sign-in, by the number that its page shows. Each request counts as a wrong guess of
/// <see cref="SmartLockout"/>, a denied one as three, and an approved one ends the count: nobody is asked again and again.
/// </summary>
internal sealed class ApprovalRequests(AuthDb db, Writer writer, SmartLockout lockout, KeyedHashes hashes, TimeProvider time)
{
    /// <summary>How long a request can be answered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>How much longer its page may learn of the answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly GuessKind Sent = new("approval request") { EndsCount = true, CountsForSource = false };
    private static readonly GuessKind SentByAnybody = Sent with { CountsForSource = true };

    /// <summary>Sends a request, in place of the user's earlier one; null if too many were sent.</summary>
    /// <param name="use">Whom to ask. If there is nobody to ask, the same is done, but no phone shows it.</param>
    /// <param name="trail">Who asks for it.</param>
    public async Task<SentApproval?> SendAsync(ApprovalUse use, AuditTrail trail)
    {
        var guess = GuessOf(use.IsPasswordless ? SentByAnybody : Sent, use.UserId, use.UserName, trail);
        if ((await lockout.TryAsync(guess, () => Task.FromResult<object?>(null))).IsLocked) return null;
        var (id, number, now) = (Guid.NewGuid(), RandomNumberGenerator.GetInt32(10, 100), time.Now());
        var sent = new SentApproval(id, number.ToString(CultureInfo.InvariantCulture), now + Lifetime);
        var user = use.UserId ?? await SomebodyAsync(use.UserName);
        var row = new ApprovalRequestRow
        {
            TenantId = db.TenantId,
            UserId = user,
            Id = id,
            SentTo = string.Join(' ', use.Methods),
            IsPasswordless = use.IsPasswordless,
            NumberHash = await HashOfAsync(id, number),
            Application = use.Application,
            ShowsApplication = use.ShowsApplication,
            IpAddress = trail.IpAddress,
            ShowsIpAddress = use.ShowsIpAddress,
            CreatedDateTime = now,
            ExpiresDateTime = sent.Until,
        };
        await writer.RunAsync(db.TenantId, trail with { At = now }, change => change.UnrecordedAsync(async () =>
        {
            while (true)
            {
                await change.Set<ApprovalRequestRow>().Where(r => r.UserId == user).ExecuteDeleteAsync();
                change.Add(row);
                if (await change.TrySaveAsync()) return true;
            }
        }));
        return sent;
    }

    /// <summary>Whether a request was approved or denied. One that nobody has is like one that nobody answers.</summary>
    public Task<bool> IsAnsweredAsync(Guid id) => db.Set<ApprovalRequestRow>().AnyAsync(r => r.Id == id && r.State != ApprovalState.Pending);

    /// <summary>The method by which a request was approved; null if it wasn't.</summary>
    public Task<string?> ApprovedByAsync(Guid user, Guid id)
    {
        var since = time.Now() - Grace;
        return db.Set<ApprovalRequestRow>()
            .Where(r => r.UserId == user && r.Id == id && r.State == ApprovalState.Approved && r.ExpiresDateTime > since)
            .Select(r => r.AnsweredBy).FirstOrDefaultAsync();
    }

    /// <summary>Uses an approval up, and ends the count of requests; false if another sign-in was first.</summary>
    public async Task<bool> TakeAsync(UserRow user, Guid id, string method, AuditTrail trail)
    {
        var isTaken = await writer.RunAsync(db.TenantId, trail with { At = time.Now() }, change => change.UnrecordedAsync(async () =>
        {
            var approved = change.Set<ApprovalRequestRow>().Where(r => r.UserId == user.Id && r.Id == id && r.State == ApprovalState.Approved);
            if (await approved.ExecuteDeleteAsync() == 0) return false;
            var now = change.Now;
            return await change.AuthenticationMethods.Where(m => m.UserId == user.Id && m.Id == method)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.LastUsedDateTime, now)) == 1;
        }));
        if (isTaken) await lockout.ForgetAsync(GuessOf(Sent, user.Id, user.UserPrincipalName, trail));
        return isTaken;
    }

    /// <summary>Counts a denial as two more requests, for the address that asked.</summary>
    public async Task CountDenialAsync(UserRow user, string? ipAddress, AuditTrail trail)
    {
        for (var i = 0; i < 2; i++)
        {
            await lockout.TryAsync(
                GuessOf(Sent, user.Id, user.UserPrincipalName, trail with { IpAddress = ipAddress }), () => Task.FromResult<object?>(null));
        }
    }

    public Task<string> HashOfAsync(Guid id, int number) =>
        hashes.OfAsync(db.TenantId, "number of an approval", id.ToString(), number.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The id that an unknown name has here. What is written for it takes the same time as for a user and reaches no phone. Names share a limited
    /// number of ids, so that invented ones cannot fill the database.
    /// </summary>
    private async Task<Guid> SomebodyAsync(string name) =>
        new(Convert.FromHexString($"{(await hashes.OfAsync(db.TenantId, "unknown to approve", UserKey.Of(name)))[..4]}{new string('0', 28)}"));

    private static Guess GuessOf(GuessKind kind, Guid? user, string name, AuditTrail trail) =>
        new(kind, name, Guid.NewGuid().ToString(), trail) { UserId = user };
}

/// <summary>Whom to ask for an approval, and what the phone shows.</summary>
/// <param name="UserId">The user; null if there is none with this name.</param>
/// <param name="UserName">The user's name, or the unknown one that was entered.</param>
/// <param name="Methods">The ids of the methods to ask.</param>
/// <param name="Application">The name of the application; null if it isn't known.</param>
internal sealed record ApprovalUse(Guid? UserId, string UserName, IReadOnlyList<string> Methods, string? Application)
{
    /// <summary>A sign-in without a password, for which anybody may ask.</summary>
    public bool IsPasswordless { get; init; }

    public bool ShowsApplication { get; init; }

    public bool ShowsIpAddress { get; init; }
}

/// <summary>A request that was sent.</summary>
/// <param name="Id">Known to the page that waits for the answer.</param>
/// <param name="Number">What the user has to enter on the phone.</param>
/// <param name="Until">When it can no longer be answered.</param>
internal sealed record SentApproval(Guid Id, string Number, DateTimeOffset Until);
