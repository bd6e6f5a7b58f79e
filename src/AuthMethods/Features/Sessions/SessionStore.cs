using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Sessions;

internal sealed class SessionStore(Changes changes, TimeProvider time)
{
    /// <summary>
    /// Ends every session of a user: tokens issued until now are no longer accepted. Sessions of a user of another
    /// tenant belong to that tenant and do not end.
    /// </summary>
    public Task<Outcome> EndAsync(TargetUser user) => changes.TryAsync(async change =>
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row) return GraphErrors.ResourceNotFound(user.Key);
        if (!row.IsExternal)
        {
            row.EndSessions(time);
            row.Version = Guid.NewGuid();
        }

        change.Record(user, AuditActivity.SessionsRevoked);
        return Outcome.Done;
    });
}
