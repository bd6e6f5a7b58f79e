using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>A user's password is their one password method.</summary>
internal sealed class UserPassword(TimeProvider time) : IUserPassword
{
    public void Add(AuthDb db, UserRow user, string hash, DateTimeOffset now) => db.Add(PasswordMethodRow.Of(user, hash, now));

    public async Task ReplaceAsync(AuthDb db, UserRow user, string hash, bool mustChange, DateTimeOffset now)
    {
        var password = await db.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id);
        if (password is null) db.Add(password = PasswordMethodRow.Of(user, hash, now));
        password.PasswordHash = hash;
        password.CreatedDateTime = now;
        user.LastPasswordChangeDateTime = now;
        user.ForceChangePasswordNextSignIn = mustChange;
        user.EndSessions(time);
    }
}
