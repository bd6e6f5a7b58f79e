using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AuthMethods.Authority.Flow;

/// <summary>
/// Multi-factor authentication that a browser remembers in an encrypted cookie, if its user wants it to: they then need no second factor for some
/// days. It ends with the user's sessions, with their multi-factor sessions, and when they have no method of the kind that was used.
/// </summary>
internal sealed class RememberedFactors(Secrets secrets, IOptions<AuthorityOptions> options, TimeProvider time)
{
    private const int MaxUsers = 5;

    private readonly Sealed<List<RememberedFactor>> _sealed = new(secrets, "AuthMethods.RememberedFactors");

    /// <summary>For how many days; zero if no browser may remember it.</summary>
    public int Days => (int)options.Value.RememberMultiFactor.TotalDays;

    /// <summary>When the user did multi-factor authentication in this browser, and how; null if that isn't remembered.</summary>
    public RememberedFactor? Find(HttpContext http, UserRow user) => Days == 0 || user.ForceChangePasswordNextSignInWithMfa ? null : Stored(http).Find(
        f => f.TenantId == user.TenantId && f.UserId == user.Id && f.SessionsEnded == user.SessionsEnded && f.MfaSessionsEnded == user.MfaSessionsEnded);

    public void Add(HttpContext http, UserRow user, SignInWayKey way, DateTimeOffset at)
    {
        var fresh = new RememberedFactor(user.TenantId, user.Id, user.SessionsEnded, user.MfaSessionsEnded, way, at);
        List<RememberedFactor> all = [fresh, .. Stored(http).Where(f => f.UserId != user.Id || f.TenantId != user.TenantId).Take(MaxUsers - 1)];
        BrowserCookies.WriteFactors(http, _sealed.Write(all), time.OfServer().GetUtcNow() + options.Value.RememberMultiFactor);
    }

    private List<RememberedFactor> Stored(HttpContext http)
    {
        var remembered = _sealed.Read(BrowserCookies.ReadFactors(http)) ?? [];
        return [.. remembered.Where(f => f.At > time.NowOf(f.TenantId) - options.Value.RememberMultiFactor)];
    }
}

/// <summary>Multi-factor authentication of a user that a browser remembers.</summary>
internal sealed record RememberedFactor(Guid TenantId, Guid UserId, int SessionsEnded, int MfaSessionsEnded, SignInWayKey Way, DateTimeOffset At);
