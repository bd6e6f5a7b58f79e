using AuthMethods.Graph;
using AuthMethods.Graph.Query;
using AuthMethods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Users;

public sealed class UserStore(AuthDb db, Changes changes, Passwords passwords, TimeProvider time)
{
    public Task<UserRow?> FindAsync(Guid id) => db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id);

    public async Task<Page<UserRow>> PageAsync(GraphQuery query) => await db.PageAsync(db.Users.AsNoTracking(), await FieldsAsync(query), query);

    public async Task<int> CountAsync(GraphQuery query) => await db.Users.CountAsync(await FieldsAsync(query), query);

    /// <summary>The domain that sign-in names are issued under.</summary>
    public Task<string> DefaultDomainAsync() => db.Domains.OrderByDescending(d => d.IsDefault).Select(d => d.Name).FirstAsync();

    public Task<bool> IsVerifiedAsync(string domain) => db.Domains.AnyAsync(d => d.Name == domain);

    /// <summary>Null when the user principal name is taken.</summary>
    internal Task<UserRow?> CreateAsync(UserPatch patch)
    {
        var id = Guid.NewGuid();
        var hash = passwords.Hash(patch.Password!);
        return changes.ApplyAsync(async (db, now) =>
        {
            var user = new UserRow { TenantId = db.TenantId, Id = id, UserPrincipalName = "", UserPrincipalNameKey = "", CreatedDateTime = now };
            patch.ApplyTo(user);
            user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
            user.LastPasswordChangeDateTime = now;
            user.SignInSessionsValidFromDateTime = now.TruncateToSecond();
            user.ForceChangePasswordNextSignIn = patch.ForceChange ?? true;
            user.ForceChangePasswordNextSignInWithMfa = patch.ForceChangeWithMfa ?? false;
            db.Add(user);
            db.Add(new PasswordMethodRow { TenantId = db.TenantId, UserId = id, Id = PasswordMethodRow.FixedId, PasswordHash = hash, CreatedDateTime = now });
            db.Record(Activity.AddUser, id, user.UserPrincipalName);
            return await db.TrySaveAsync() ? user : null;
        });
    }

    /// <summary>
    /// Applies a patch. <paramref name="demand"/> is told what each property that really changes asks for, and whether the target is
    /// an administrator, and throws when the caller lacks it. False when a new user principal name is taken.
    /// </summary>
    internal Task<bool> UpdateAsync(TargetUser target, UserPatch patch, Action<Permission> demand)
    {
        var hash = patch.Password is { } password ? passwords.Hash(password) : null;
        return changes.ApplyAsync(async (db, now) =>
        {
            var user = await db.Users.SingleOrDefaultAsync(u => u.Id == target.Id) ?? throw GraphErrors.ResourceNotFound(target.Key);
            var (wasEnabled, wasNamed) = (user.AccountEnabled, user.UserPrincipalName);
            patch.ApplyTo(user);
            foreach (var property in db.Entry(user).Properties.Where(p => p.IsModified).Select(p => UserProperties.OfColumn(p.Metadata.Name)).OfType<UserProperty>().ToArray())
            {
                demand(property.Permission);
                if (user.OnPremisesSyncEnabled == true && property.IsMasteredOnPremises) throw GraphErrors.SyncedProperty(property.Name);
            }

            if (patch.ChangesPasswordProfile(user))
            {
                demand(user.Roles == DirectoryRoles.None ? Permission.UserPasswordWrite : Permission.AdministratorPasswordWrite);
                if (hash is not null) await Passwords.ReplaceAsync(db, user, hash, patch.ForceChange ?? true, now, time);
                user.ForceChangePasswordNextSignIn = patch.ForceChange ?? user.ForceChangePasswordNextSignIn;
                user.ForceChangePasswordNextSignInWithMfa = patch.ForceChangeWithMfa ?? user.ForceChangePasswordNextSignInWithMfa;
            }

            if (user.UserPrincipalName != wasNamed) user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
            if (!db.ChangeTracker.HasChanges()) return true;
            user.Version = Guid.NewGuid();
            db.Record(Activity.UpdateUser, user.Id, user.UserPrincipalName);
            if (user.AccountEnabled != wasEnabled) db.Record(user.AccountEnabled ? Activity.EnableAccount : Activity.DisableAccount, user.Id, user.UserPrincipalName);
            if (hash is not null) db.Record(Activity.ResetUserPassword, user.Id, user.UserPrincipalName);
            return await db.TrySaveAsync();
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

    private async ValueTask<Fields<UserRow>> FieldsAsync(GraphQuery query) =>
        query.Value("filter")?.Contains("identities", StringComparison.OrdinalIgnoreCase) == true ? UserFields.WithIdentities(await DefaultDomainAsync()) : UserFields.All;
}
