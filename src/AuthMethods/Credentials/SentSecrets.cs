using AuthMethods.Access;
using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>Checks secrets that the caller of this request sends for a user, by the rules of <see cref="SmartLockout"/>.</summary>
internal sealed class SentSecrets(SmartLockout lockout, CallContext call)
{
    /// <param name="kind">What the secret is.</param>
    /// <param name="user">The user whose secret it should be.</param>
    /// <param name="secret">What the caller sent.</param>
    /// <param name="activity">The activity that a wrong secret is recorded under; null if the caller of this method records it.</param>
    /// <param name="check">Returns null if the secret is wrong. It changes nothing, because its result may be refused.</param>
    public Task<Tried<T>> TryAsync<T>(GuessKind kind, UserAccount user, string secret, AuditActivity? activity, Func<Task<T?>> check) where T : class =>
        lockout.TryAsync(new(kind, user.UserPrincipalName, secret, call.Trail()) { UserId = user.Id, Activity = activity }, check);
}
