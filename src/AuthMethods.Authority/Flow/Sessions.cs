using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AuthMethods.Authority.Flow;

/// <summary>
/// The sessions of a browser, in an encrypted cookie: who signed in and how, so that other applications need no new sign-in. A session ends with
/// its sign-out, with the user's sessions and with the method that opened it.
/// </summary>
internal sealed class Sessions(Secrets secrets, AuthDb db, AuthorityStore store, Writer writer, TimeProvider time)
{
    private const int MaxSessions = 5;

    // Whether their sessions stay when the browser is closed.
    private static readonly bool[] BothCookies = [false, true];

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    internal static readonly TimeSpan KeptLifetime = TimeSpan.FromDays(90);

    private readonly Sealed<List<Session>> _sealed = new(secrets, "AuthMethods.SignInSessions");

    /// <summary>The sessions that are still valid, the latest first. The current tenant is then that of the last one.</summary>
    public async Task<IReadOnlyList<LiveSession>> ReadAsync(HttpContext http)
    {
        var live = new List<LiveSession>();
        foreach (var session in Stored(http))
        {
            if (await FindAsync(session) is { } user) live.Add(new(session, user));
        }

        return live;
    }

    /// <summary>Adds or replaces the session of a user.</summary>
    public void Add(HttpContext http, SignedIn by, bool isKept)
    {
        var (user, now) = (by.User, time.NowOf(by.User.TenantId));
        var until = now + (isKept ? KeptLifetime : Lifetime);
        if (by.Authentication.Ends is { } ends && ends < until) until = ends;
        var session = new Session(user.TenantId, user.Id, user.SessionsEnded, user.MfaSessionsEnded, by.Authentication, until, isKept);
        Write(http, [session, .. Stored(http).Where(s => s.UserId != user.Id || s.TenantId != user.TenantId).Take(MaxSessions - 1)]);
    }

    /// <summary>Signs the browser out of all sessions, or of some. A copy of the cookie is then worth nothing either.</summary>
    public async Task EndAsync(HttpContext http, IReadOnlyCollection<Guid>? ids = null)
    {
        var sessions = Stored(http);
        foreach (var ended in sessions.Where(s => ids?.Contains(s.Authentication.SessionId) != false))
        {
            await writer.RunAsync(
                ended.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(() => change.TryUseAsync(NameOf(ended), ended.Until)));
        }

        Write(http, [.. sessions.Where(s => ids?.Contains(s.Authentication.SessionId) == false)]);
    }

    /// <summary>The user of a session that is still valid; null if it has ended.</summary>
    private async Task<UserRow?> FindAsync(Session session)
    {
        if (session.Until <= time.NowOf(session.TenantId)) return null;
        store.Enter(session.TenantId);
        var key = UsedAssertionRow.KeyOf(NameOf(session));
        if (await store.FindUserAsync(session.UserId) is not { AccountEnabled: true } user || user.SessionsEnded != session.SessionsEnded) return null;
        if (session.Authentication.MethodId is { } method && !await store.HasMethodAsync(user, method)) return null;
        return await db.Set<UsedAssertionRow>().AnyAsync(u => u.Key == key) ? null : user;
    }

    private List<Session> Stored(HttpContext http) =>
        [.. BothCookies.SelectMany(areKept => _sealed.Read(BrowserCookies.ReadSessions(http, areKept)) ?? [])
            .OrderByDescending(s => s.Authentication.At).Take(MaxSessions)];

    private void Write(HttpContext http, IEnumerable<Session> sessions)
    {
        var all = sessions.ToLookup(s => s.IsKept);
        foreach (var areKept in BothCookies)
        {
            var some = all[areKept].ToList();
            var value = some.Count == 0 ? null : _sealed.Write(some);
            BrowserCookies.WriteSessions(http, areKept, value, areKept && some.Count > 0 ? some.Max(UntilOf) : null);
        }
    }

    /// <summary>The end of a session in the browser's time.</summary>
    private DateTimeOffset UntilOf(Session session) => time.OfServer().GetUtcNow() + (session.Until - time.NowOf(session.TenantId));

    private static string NameOf(Session session) => $"session {session.Authentication.SessionId}";
}

/// <summary>A session as the cookie has it.</summary>
internal sealed record Session(
    Guid TenantId, Guid UserId, int SessionsEnded, int MfaSessionsEnded, Authentication Authentication, DateTimeOffset Until, bool IsKept);

/// <summary>A session that is valid now, and its user.</summary>
internal sealed record LiveSession(Session Session, UserRow User)
{
    public Guid Id => Session.Authentication.SessionId;

    /// <summary>Whether its user is the one of a token.</summary>
    public bool IsOf(JsonWebToken? token) =>
        token is not null && IssuedTokens.User(token) == User.Id && IssuedTokens.Tenant(token) == User.TenantId;

    /// <summary>The sign-in, without multi-factor authentication that is no longer remembered.</summary>
    public Authentication Authentication =>
        Session.MfaSessionsEnded == User.MfaSessionsEnded ? Session.Authentication : Session.Authentication.WithoutMultiFactor();
}
