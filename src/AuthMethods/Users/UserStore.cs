using AuthMethods.Graph;
using AuthMethods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Users;

public sealed class UserStore(AuthDb db, Changes changes, Passwords passwords, TimeProvider time)
{
    public Task<UserRow?> FindAsync(Guid id) => db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id);

    /// <summary>Up to <paramref name="most"/> users behind <paramref name="after"/>, by object id.</summary>
    public Task<List<UserRow>> PageAsync(Guid? after, int most)
    {
        var users = db.Users.AsNoTracking();
        if (after is { } last) users = users.Where(u => u.Id.CompareTo(last) > 0);
        return users.OrderBy(u => u.Id).Take(most).ToListAsync();
    }

    public Task<int> CountAsync() => db.Users.CountAsync();

    /// <summary>The domain that sign-in names are issued under.</summary>
    public Task<string> DefaultDomainAsync() => db.Domains.OrderByDescending(d => d.IsDefault).Select(d => d.Name).FirstAsync();

    internal Task<(UserOutcome Outcome, UserRow? User)> CreateAsync(UserPatch patch)
    {
        var id = Guid.NewGuid();
        var hash = passwords.Hash(patch.Password!);
        return changes.ApplyAsync<(UserOutcome, UserRow?)>(async (db, now) =>
        {
            var user = new UserRow { TenantId = db.TenantId, Id = id, UserPrincipalName = "", UserPrincipalNameKey = "", CreatedDateTime = now };
            patch.ApplyTo(user);
            if (await RefuseAsync(db, user, "", patch) is { } refusal) return (refusal, null);
            user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
            user.LastPasswordChangeDateTime = now;
            user.SignInSessionsValidFromDateTime = now.TruncateToSecond();
            user.ForceChangePasswordNextSignIn = patch.ForceChange ?? true;
            user.ForceChangePasswordNextSignInWithMfa = patch.ForceChangeWithMfa ?? false;
            db.Add(user);
            db.Add(new PasswordMethodRow { TenantId = db.TenantId, UserId = id, Id = PasswordMethodRow.FixedId, PasswordHash = hash, CreatedDateTime = now });
            db.Record(Activity.AddUser, id, user.UserPrincipalName);
            return await db.TrySaveAsync() ? (UserOutcome.Done, user) : (UserOutcome.NameTaken, null);
        });
    }

    /// <summary>Applies a patch whose permissions the caller has.</summary>
    internal Task<UserOutcome> UpdateAsync(TargetUser target, UserPatch patch)
    {
        var hash = patch.Password is { } password ? passwords.Hash(password) : null;
        return changes.ApplyAsync(async (db, now) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) return UserOutcome.NotFound;
            var (wasEnabled, wasNamed) = (user.AccountEnabled, user.UserPrincipalName);
            patch.ApplyTo(user);
            if (MasteredOnPremises(db, user) is { } property) throw GraphErrors.SyncedProperty(property);
            if (await RefuseAsync(db, user, wasNamed, patch) is { } refusal)
            {
                db.ChangeTracker.Clear();
                return refusal;
            }

            user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
            if (hash is not null) await Passwords.ReplaceAsync(db, user, hash, patch.ForceChange ?? true, now, time);
            user.ForceChangePasswordNextSignIn = patch.ForceChange ?? user.ForceChangePasswordNextSignIn;
            user.ForceChangePasswordNextSignInWithMfa = patch.ForceChangeWithMfa ?? user.ForceChangePasswordNextSignInWithMfa;
            if (!db.ChangeTracker.HasChanges()) return UserOutcome.Done;
            user.Version = Guid.NewGuid();
            db.Record(Activity.UpdateUser, user.Id, user.UserPrincipalName);
            if (user.AccountEnabled != wasEnabled) db.Record(user.AccountEnabled ? Activity.EnableAccount : Activity.DisableAccount, user.Id, user.UserPrincipalName);
            if (hash is not null) db.Record(Activity.ResetUserPassword, user.Id, user.UserPrincipalName);
            return await db.TrySaveAsync() ? UserOutcome.Done : UserOutcome.NameTaken;
        });
    }

    /// <summary>Moves a user to the recycle bin, with all their methods. The name becomes free; a number for SMS sign-in stays taken.</summary>
    public Task<bool> DeleteAsync(TargetUser target) => changes.ApplyAsync(async (db, now) =>
    {
        var name = target.Account.UserPrincipalName;
        var deleted = await db.Users.Where(u => u.Id == target.Id).ExecuteUpdateAsync(u => u
            .SetProperty(x => x.DeletedDateTime, now)
            .SetProperty(x => x.UserPrincipalName, UserKey.Deleted(target.Id, name))
            .SetProperty(x => x.UserPrincipalNameKey, UserKey.OfDeleted(target.Id, name))
            .SetProperty(x => x.Version, Guid.NewGuid()));
        if (deleted == 0) return false;
        db.Record(Activity.DeleteUser, target.Id, name);
        return true;
    });

    /// <summary>The first property that was changed although the user's own directory masters it.</summary>
    private static string? MasteredOnPremises(AuthDb db, UserRow user) => user.OnPremisesSyncEnabled != true
        ? null
        : db.Entry(user).Properties.Where(p => p.IsModified).Select(p => UserProperties.OfColumn(p.Metadata.Name)!).FirstOrDefault(p => p.IsMasteredOnPremises)?.Name;

    private static async Task<UserOutcome?> RefuseAsync(AuthDb db, UserRow user, string wasNamed, UserPatch patch)
    {
        if (user.UserPrincipalName != wasNamed)
        {
            if (!UserPrincipalName.TryParse(user.UserPrincipalName, out _, out var domain)) return UserOutcome.NameInvalid;
            if (!await db.Domains.AnyAsync(d => d.Name == domain)) return UserOutcome.DomainUnverified;
        }

        var isWeak = patch.Password is { } password && !PasswordRules.Accept(password, user.UserPrincipalName, user.PasswordPolicies);
        return isWeak ? UserOutcome.WeakPassword : null;
    }
}

internal enum UserOutcome
{
    Done,
    NotFound,
    NameInvalid,
    DomainUnverified,
    NameTaken,
    WeakPassword,
}
