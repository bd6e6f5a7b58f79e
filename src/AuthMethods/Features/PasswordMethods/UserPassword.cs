using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>Stores a user's password as their only password method.</summary>
internal sealed class UserPassword(TimeProvider time) : IUserPassword
{
    public void Add(Change change, UserRow user, string hash) => change.Add(PasswordMethodRow.Of(user, hash, change.Now));

    public async Task ReplaceAsync(Change change, UserRow user, string hash, bool mustChange)
    {
        var password = await change.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id);
        if (password is null) change.Add(password = PasswordMethodRow.Of(user, hash, change.Now));
        password.PasswordHash = hash;
        password.CreatedDateTime = change.Now;
        user.LastPasswordChangeDateTime = change.Now;
        user.ForceChangePasswordNextSignIn = mustChange;
        user.EndSessions(time);
    }
}
