using System.Globalization;
using System.Security.Cryptography;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Messages;

/// <summary>
/// Codes of six digits that are sent to a user by SMS, call or e-mail. A code is accepted once, within ten minutes, for the use that it was
/// sent for, and only until the next one is sent for the same use. Wrong codes and sent codes are counted by <see cref="SmartLockout"/>.
/// </summary>
internal sealed class OneTimeCodes(AuthDb db, Writer writer, MessageQueue queue, SmartLockout lockout, KeyedHashes hashes, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly GuessKind Entered = new("one-time code");

    // Each code that is sent counts as a wrong guess, and one that is entered ends the count.
    private static readonly GuessKind Sent = new("sent code") { EndsCount = true, CountsForSource = false };
    private static readonly GuessKind SentToAnybody = Sent with { CountsForSource = true };

    /// <summary>Whether a code over this channel can be promised to a user.</summary>
    public bool CanSend(MessageChannel channel) => queue.CanSend(channel);

    /// <summary>Sends a new code, unless too many were sent to the user or from the same source. The channel must be one that <see cref="CanSend"/>.</summary>
    /// <param name="use">What it is for. If its user is unknown, the same is done, but nothing is sent.</param>
    /// <param name="to">Where it is sent to; of an unknown user, any text.</param>
    /// <param name="trail">Who asks for it.</param>
    /// <returns>False if too many were sent.</returns>
    public async Task<bool> SendAsync(CodeUse use, CodeRecipient to, AuditTrail trail)
    {
        var asked = use.Guess(use.IsForAnybody ? SentToAnybody : Sent, Guid.NewGuid().ToString(), trail);
        if ((await lockout.TryAsync(asked, () => Task.FromResult<object?>(null))).IsLocked) return false;
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var tenant = await db.Tenants.Select(t => t.DisplayName).FirstOrDefaultAsync() ?? "";
        var message = queue.Prepare(db.TenantId, CodeTexts.MessageOf(use, to, code, tenant), time.Now());
        var row = new OneTimeCodeRow
        {
            TenantId = db.TenantId,
            Key = await KeyOfAsync(use),
            CodeHash = await HashOfAsync(use, code),
            Channel = to.Channel,
            MethodId = to.MethodId,
            ExpiresDateTime = message.ExpiresDateTime,
        };
        await writer.RunAsync(db.TenantId, trail with { At = time.Now() }, change => change.UnrecordedAsync(async () =>
        {
            await StoreAsync(change, row);
            if (use.UserId is not null) change.Add(message);
            await change.SaveAsync();
            return true;
        }));
        queue.Announce();
        return true;
    }

    /// <summary>Accepts a code, which is used up then. Wrong ones are counted.</summary>
    public async Task<Tried<SentCode>> UseAsync(CodeUse use, string code, AuditTrail trail)
    {
        var tried = await lockout.TryAsync(use.Guess(Entered, code, trail), () => FindAsync(use, code));
        return tried.Right is null ? tried : tried with { Right = await TakeAsync(use, code, trail) };
    }

    /// <summary>What a code proves; null if it is wrong. It changes and counts nothing: for a caller that counts wrong codes itself.</summary>
    public async Task<SentCode?> FindAsync(CodeUse use, string code)
    {
        var (key, hash, now) = (await KeyOfAsync(use), await HashOfAsync(use, code), time.Now());
        return await db.Set<OneTimeCodeRow>().Where(c => c.Key == key && c.CodeHash == hash && c.ExpiresDateTime > now)
            .Select(c => new SentCode(c.Channel, c.MethodId)).FirstOrDefaultAsync();
    }

    /// <summary>Uses a code up; null if it is wrong, or if another request was first.</summary>
    public async Task<SentCode?> TakeAsync(CodeUse use, string code, AuditTrail trail)
    {
        if (await FindAsync(use, code) is not { } found) return null;
        var (key, hash) = (await KeyOfAsync(use), await HashOfAsync(use, code));
        var isFirst = await writer.RunAsync(db.TenantId, trail with { At = time.Now() }, change => change.UnrecordedAsync(async () =>
            await change.Set<OneTimeCodeRow>().Where(c => c.Key == key && c.CodeHash == hash).ExecuteDeleteAsync() == 1));
        if (!isFirst) return null;
        await lockout.TryAsync(use.Guess(Sent, code, trail), () => Task.FromResult<SentCode?>(found));
        return found;
    }

    /// <summary>Replaces the code that the same use has.</summary>
    private static async Task StoreAsync(Change change, OneTimeCodeRow row)
    {
        var stored = change.Set<OneTimeCodeRow>().Where(c => c.Key == row.Key);
        while (await stored.ExecuteUpdateAsync(c => c
            .SetProperty(x => x.CodeHash, row.CodeHash).SetProperty(x => x.Channel, row.Channel)
            .SetProperty(x => x.MethodId, row.MethodId).SetProperty(x => x.ExpiresDateTime, row.ExpiresDateTime)) == 0)
        {
            change.Add(row);
            if (await change.TrySaveAsync()) break;
        }
    }

    private Task<string> KeyOfAsync(CodeUse use) => hashes.OfAsync(db.TenantId, "use of a code", use.UserKey, use.Purpose, use.Session);

    private Task<string> HashOfAsync(CodeUse use, string code) =>
        hashes.OfAsync(db.TenantId, "code", use.UserKey, use.Purpose, use.Session, code);
}

/// <summary>What a code is for. A code that was sent for one use is accepted for no other.</summary>
/// <param name="Purpose">Such as <c>signIn</c> or <c>passwordReset</c>. Receivers of messages see it.</param>
/// <param name="UserId">The user; null if there is none with this name.</param>
/// <param name="UserPrincipalName">The user's name, or the unknown one that was entered.</param>
/// <param name="Session">An id of this sign-in, reset or registration, which nobody but the user's browser can continue.</param>
internal sealed record CodeUse(string Purpose, Guid? UserId, string UserPrincipalName, string Session)
{
    /// <summary>The caller has proved nothing yet, so all codes from one source are limited too.</summary>
    public bool IsForAnybody { get; init; }

    /// <summary>
    /// What wrong and sent codes are counted for, known or not, if that is not the user: a caller who knows only this must not learn whether it is
    /// somebody's.
    /// </summary>
    public string? CountedFor { get; init; }

    /// <summary>The tenant whose counters are used; null for that of the codes. See <see cref="Credentials.Guess.CountedIn"/>.</summary>
    public Guid? CountedIn { get; init; }

    internal string UserKey => UserId?.ToString() ?? UserPrincipalName;

    internal Guess Guess(GuessKind kind, string secret, AuditTrail trail) => new(kind, CountedFor ?? UserPrincipalName, secret, trail)
    {
        UserId = CountedFor is null ? UserId : null, CountedIn = CountedIn,
    };
}

/// <summary>Where a code is sent to.</summary>
/// <param name="Channel">How.</param>
/// <param name="Address">A phone number or an e-mail address.</param>
/// <param name="MethodId">The user's method with this address; null if it is not one yet.</param>
internal sealed record CodeRecipient(MessageChannel Channel, string Address, string? MethodId);

/// <summary>A code that was sent and has now been entered: what its user has proved to have.</summary>
internal sealed record SentCode(MessageChannel Channel, string? MethodId);
