using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>Stores a user's password as their only password method.</summary>
internal sealed class UserPassword(Passwords passwords, IOptions<PasswordOptions> options, TimeProvider time) : IUserPassword
{
    public bool MayBeSet(UserRow user) => !user.IsExternal && (user.OnPremisesSyncEnabled != true || options.Value.Writeback);

    public async Task<bool> IsAsync(AuthDb db, UserRow user, string password)
    {
        var hash = await db.Set<PasswordMethodRow>().Where(p => p.UserId == user.Id).Select(p => p.PasswordHash).FirstOrDefaultAsync();
        return await passwords.VerifyAsync(hash, password);
    }

    public void Add(Change change, UserRow user, string hash) => change.Add(PasswordMethodRow.Of(user, hash, change.Now));

    public async Task ReplaceAsync(Change change, UserRow user, string hash, bool mustChange)
    {
        var password = await change.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id);
        if (password is null) change.Add(password = PasswordMethodRow.Of(user, hash, change.Now));
        password.PasswordHash = hash;
        password.CreatedDateTime = change.Now;
        user.LastPasswordChangeDateTime = change.Now;
        user.ForceChangePasswordNextSignIn = mustChange;
        user.ForceChangePasswordNextSignInWithMfa &= mustChange;
        user.Version = Guid.NewGuid();
        user.EndSessions(time);
    }
}
