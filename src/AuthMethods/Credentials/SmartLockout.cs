using System.Globalization;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Credentials;

/// <summary>
/// Limits guessing as Entra's smart lockout does. Wrong secrets are counted for each user, separately for sources that the user has signed in from and
/// for all others, and for each source over all users. The last three wrong secrets are remembered and not counted again. A name that no user has is
/// counted and locked like one that a user has.
/// </summary>
internal sealed class SmartLockout(AuthDb db, Writer writer, KeyedHashes hashes, Metrics metrics, TimeProvider time)
{
    /// <summary>How many failures of one counter are logged within an hour.</summary>
    public const int MaxLogged = 60;

    /// <summary>How many failures from one source, for all users of a tenant, lock it for the rest of <see cref="SourceWindow"/>.</summary>
    public const int MaxOfSource = 100;

    public static readonly TimeSpan SourceWindow = TimeSpan.FromMinutes(10);

    /// <summary>Names that no user has share this many counters, so that invented names cannot fill the database.</summary>
    private const uint UnknownNames = 65_536;

    private static readonly TimeSpan FailuresAreForgottenAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan SourcesAreForgottenAfter = TimeSpan.FromDays(30);
    private static readonly TimeSpan LogWindow = TimeSpan.FromHours(1);

    /// <summary>
    /// Checks a secret unless the user or the source is locked out, and counts the result. The result takes effect only if the lockout has not begun
    /// meanwhile, so that simultaneous guesses are worth no more than successive ones.
    /// </summary>
    /// <param name="guess">The guess.</param>
    /// <param name="check">Returns null if the secret is wrong.</param>
    public async Task<Tried<T>> TryAsync<T>(Guess guess, Func<Task<T?>> check) where T : class
    {
        var keys = await KeysAsync(guess);
        var before = await ReadAsync(guess, keys);
        if (before.Locked is { } locked) return new(null, IsLocked: true, await MayLogAsync(guess, locked));
        return await check() is { } right ? await AcceptAsync(guess, keys, right) : await RejectAsync<T>(guess, keys, before.IsKnownSource);
    }

    /// <summary>
    /// Ends a user's count even while it locks the user out: for what is counted before it is known to be right, such as a request that the user
    /// then approves.
    /// </summary>
    public async Task ForgetAsync(Guess guess)
    {
        var keys = await KeysAsync(guess);
        var key = keys.OfUser((await ReadAsync(guess, keys)).IsKnownSource);
        await RunAsync(guess, change => change.Set<GuessCountRow>().Where(c => c.Key == key)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Failures, 0).SetProperty(x => x.Remembered, "")));
    }

    private async Task<Tried<T>> AcceptAsync<T>(Guess guess, Keys keys, T right) where T : class
    {
        var now = await ReadAsync(guess, keys);
        if (now.Locked is { } locked) return new(null, IsLocked: true, await MayLogAsync(guess, locked));
        var isNewSource = guess.Kind == GuessKind.SignIn && keys.UserAndSource is not null
            && !(now.SourceExpires > time.NowOf(TenantOf(guess)) + SourcesAreForgottenAfter - TimeSpan.FromDays(1));
        var isReset = now.Failures > 0 && guess.Kind.EndsCount;
        if (!isReset && !isNewSource) return new(right, IsLocked: false, IsLogged: true);
        return await RunAsync(guess, async change =>
        {
            if (isReset)
            {
                var count = await LockAsync(change, keys.OfUser(now.IsKnownSource));
                if (await UntilAsync(change.Rows, count) > change.Now) return new(null, IsLocked: true, MayLog(guess, change, count));
                (count.Failures, count.Remembered) = (0, "");
            }

            if (isNewSource) (await LockAsync(change, keys.UserAndSource!)).ExpiresDateTime = change.Now + SourcesAreForgottenAfter;
            return new Tried<T>(right, IsLocked: false, IsLogged: true);
        });
    }

    private async Task<Tried<T>> RejectAsync<T>(Guess guess, Keys keys, bool isKnownSource) where T : class
    {
        var hash = await hashes.OfAsync(TenantOf(guess), "secret", guess.Kind.Name, guess.User ?? "", guess.Secret);
        return await RunAsync<Tried<T>>(guess, async change =>
        {
            // The user's row first: in one order, so that no two guesses wait for each other.
            var count = await LockAsync(change, keys.OfUser(isKnownSource));
            if (await UntilAsync(change.Rows, count) > change.Now) return new(null, IsLocked: true, MayLog(guess, change, count));
            if (!count.Remembers(hash))
            {
                Count(count, change.Now, change.Now + FailuresAreForgottenAfter);
                count.Remember(hash);
                if (await UntilAsync(change.Rows, count) > change.Now) metrics.LockedOut();
                if (guess.Kind.CountsForSource && keys.Source is { } source)
                {
                    var ofSource = await LockAsync(change, source);
                    Count(ofSource, change.Now, ofSource.Failures == 0 ? change.Now + SourceWindow : ofSource.ExpiresDateTime);
                }
            }

            return new(null, IsLocked: false, MayLog(guess, change, count));
        });
    }

    private static void Count(GuessCountRow count, DateTimeOffset now, DateTimeOffset expires) =>
        (count.Failures, count.LastDateTime, count.ExpiresDateTime) = (count.Failures + 1, now, expires);

    /// <summary>Whether a refusal is logged. Once the limit is reached, refusals write nothing.</summary>
    private async Task<bool> MayLogAsync(Guess guess, GuessCountRow read) => HasRoom(read, time.NowOf(TenantOf(guess)))
        && await RunAsync(guess, async change => MayLog(guess, change, await LockAsync(change, read.Key)));

    private static bool HasRoom(GuessCountRow count, DateTimeOffset now) => count.Recorded < MaxLogged || now >= count.RecordedFromDateTime + LogWindow;

    private static bool MayLog(Guess guess, Change change, GuessCountRow count)
    {
        if (!HasRoom(count, change.Now)) return false;
        if (change.Now >= count.RecordedFromDateTime + LogWindow) (count.Recorded, count.RecordedFromDateTime) = (0, change.Now);
        count.Recorded++;
        if (guess.Activity is { } activity) change.RecordFailure(activity, guess.UserId ?? Guid.Empty, StorableText.Of(guess.User ?? ""));
        return true;
    }

    /// <summary>Reads the rows of a guess without a lock.</summary>
    private async Task<State> ReadAsync(Guess guess, Keys keys)
    {
        var current = db.TenantId;
        db.TenantId = TenantOf(guess);
        try
        {
            return await ReadAsync(keys);
        }
        finally
        {
            db.TenantId = current;
        }
    }

    private async Task<State> ReadAsync(Keys keys)
    {
        var now = time.NowOf(db.TenantId);
        var rows = await db.Set<GuessCountRow>().AsNoTracking()
            .Where(c => (c.Key == keys.Source || c.Key == keys.KnownSources || c.Key == keys.OtherSources || c.Key == keys.UserAndSource)
                && c.ExpiresDateTime > now)
            .ToDictionaryAsync(c => c.Key);
        var known = keys.UserAndSource is { } pair ? rows.GetValueOrDefault(pair) : null;
        var count = rows.GetValueOrDefault(keys.OfUser(known is not null));
        if (count is { Failures: > 0 } && await UntilAsync(db, count) > now) return new(known?.ExpiresDateTime, count.Failures, count);
        // The users of a source who have signed in from it are not locked out by the others.
        var isSourceLocked = known is null && keys.Source is { } source && rows.TryGetValue(source, out var ofSource) && ofSource.Failures >= MaxOfSource;
        return new(known?.ExpiresDateTime, count?.Failures ?? 0, isSourceLocked ? rows[keys.Source!] : null);
    }

    private static async Task<DateTimeOffset?> UntilAsync(AuthDb db, GuessCountRow count) => (await LockoutRules.OfAsync(db)).LockedUntil(count);

    /// <summary>Reads a row and makes other guesses that need it wait until this change ends. An expired one begins again.</summary>
    private static async Task<GuessCountRow> LockAsync(Change change, string key)
    {
        var row = change.Set<GuessCountRow>().Where(c => c.Key == key);
        while (await row.ExecuteUpdateAsync(c => c.SetProperty(x => x.Failures, x => x.Failures)) == 0)
        {
            change.Add(new GuessCountRow { TenantId = change.TenantId, Key = key, ExpiresDateTime = change.Now + FailuresAreForgottenAfter });
            if (await change.TrySaveAsync()) break;
        }

        var count = change.Rows.ChangeTracker.Entries<GuessCountRow>().FirstOrDefault(e => e.Entity.Key == key)?.Entity ?? await row.SingleAsync();
        if (count.ExpiresDateTime <= change.Now) (count.Failures, count.Remembered) = (0, "");
        return count;
    }

    private Task<T> RunAsync<T>(Guess guess, Func<Change, Task<T>> work) =>
        writer.RunAsync(TenantOf(guess), guess.Trail with { At = time.NowOf(TenantOf(guess)) }, change => change.UnrecordedAsync(async () =>
        {
            var result = await work(change);
            await change.SaveAsync();
            return result;
        }));

    private Guid TenantOf(Guess guess) => guess.CountedIn ?? db.TenantId;

    private async Task<Keys> KeysAsync(Guess guess)
    {
        var (tenant, kind) = (TenantOf(guess), guess.Kind.Name);
        if (guess.User is not { } name)
        {
            var key = await hashes.OfAsync(tenant, kind, guess.Source);
            return new(null, key, key, null);
        }

        var user = UserKey.Of(name);
        if (guess.UserId is null)
        {
            var number = uint.Parse((await hashes.OfAsync(tenant, "unknown", user)).AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            user = $"unknown {number % UnknownNames}";
        }

        return new(
            await hashes.OfAsync(tenant, "source", guess.Source),
            await hashes.OfAsync(tenant, kind, user, "known sources"),
            await hashes.OfAsync(tenant, kind, user, "other sources"),
            guess.Source.Length > 0 && guess.UserId is not null ? await hashes.OfAsync(tenant, "signed in", user, guess.Source) : null);
    }

    /// <param name="Source">The row of the source over all users; null if the guess names no user.</param>
    /// <param name="KnownSources">The user's row for sources that they have signed in from, or the source's row if the guess names no user.</param>
    /// <param name="OtherSources">The user's row for all other sources.</param>
    /// <param name="UserAndSource">The row that exists if the user has signed in from the source.</param>
    private sealed record Keys(string? Source, string KnownSources, string OtherSources, string? UserAndSource)
    {
        public string OfUser(bool isKnownSource) => isKnownSource ? KnownSources : OtherSources;
    }

    /// <param name="SourceExpires">Until when the source is known as the user's; null if it isn't.</param>
    /// <param name="Failures">The failures that were counted.</param>
    /// <param name="Locked">The row that locks the user or the source out; null if none does.</param>
    private sealed record State(DateTimeOffset? SourceExpires, int Failures, GuessCountRow? Locked)
    {
        public bool IsKnownSource => SourceExpires is not null;
    }
}
