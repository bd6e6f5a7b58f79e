using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Users;

internal sealed class UserStore(AuthDb db, Changes changes, Passwords passwords, IUserPassword userPassword, TimeProvider time)
{
    public Task<UserRow?> FindAsync(Guid id) => db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id);

    public async Task<Page<UserRow>> PageAsync(GraphQuery query) =>
        await db.PageAsync(db.Users.AsNoTracking(), await FieldsAsync(query), query, db.UserCountAsync);

    public Task<string> DefaultDomainAsync() => db.DefaultDomainAsync();

    /// <summary>Refused if the tenant has no premium license, which the sign-in activity of users needs.</summary>
    public async Task<Outcome> SignInActivityAsync() => await db.RefusalAsync() is { } refusal ? refusal : Outcome.Done;

    internal async Task<Outcome<UserRow>> CreateAsync(UserPatch patch)
    {
        var id = Guid.NewGuid();
        var hash = patch.Password is { } password ? await passwords.HashAsync(password) : null;
        return await changes.TryAsync<UserRow>(async change =>
        {
            var user = new UserRow { TenantId = change.TenantId, Id = id, UserPrincipalName = "", UserPrincipalNameKey = "", CreatedDateTime = change.Now };
            patch.ApplyTo(user);
            if (await UserPrincipalName.CheckAsync(change.Rows, user.UserPrincipalName) is { } refusal) return refusal;
            if (RefusePassword(patch, user) is { } noPassword) return noPassword;
            if (hash is null && !user.IsExternal) return GraphErrors.ValueRequired("passwordProfile");
            user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
            user.LastPasswordChangeDateTime = hash is null ? null : change.Now;
            user.SignInSessionsValidFromDateTime = change.Now.TruncateToSecond();
            user.ForceChangePasswordNextSignIn = patch.ForceChange ?? !user.IsExternal;
            user.ForceChangePasswordNextSignInWithMfa = patch.ForceChangeWithMfa ?? false;
            change.Add(user);
            if (hash is not null) userPassword.Add(change, user, hash);
            change.Record(AuditActivity.AddUser, id, user.UserPrincipalName);
            if (!await change.TrySaveAsync()) return GraphErrors.Conflict("userPrincipalName");
            return patch.SetsIdentities && !await UserIdentities.TrySetAsync(change, user) ? GraphErrors.Conflict("identities") : user;
        });
    }

    /// <summary>Applies a patch. The controller has checked its permissions.</summary>
    internal async Task<Outcome> UpdateAsync(TargetUser target, UserPatch patch)
    {
        var hash = patch.Password is { } password ? await passwords.HashAsync(password) : null;
        return await changes.TryAsync(async change =>
        {
            if (await change.Users.SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) return GraphErrors.ResourceNotFound(target.Key);
            var (wasEnabled, wasNamed, wasForced, sessionsEnded) = (user.AccountEnabled, user.UserPrincipalName, user.MustChangePassword, user.SessionsEnded);
            patch.ApplyTo(user);
            if (MasteredOnPremises(change, user) is { } property) return GraphErrors.SyncedProperty(property);
            if (user.UserPrincipalName != wasNamed && await UserPrincipalName.CheckAsync(change.Rows, user.UserPrincipalName) is { } refusal) return refusal;
            if (RefusePassword(patch, user) is { } noPassword) return noPassword;
            user.UserPrincipalNameKey = UserKey.Of(user.UserPrincipalName);
            if (hash is not null) await userPassword.ReplaceAsync(change, user, hash, patch.ForceChange ?? true);
            user.ForceChangePasswordNextSignIn = patch.ForceChange ?? user.ForceChangePasswordNextSignIn;
            user.ForceChangePasswordNextSignInWithMfa = patch.ForceChangeWithMfa ?? user.ForceChangePasswordNextSignInWithMfa;
            if (!change.HasChanges) return Outcome.Done;
            change.Record(user, AuditActivity.UpdateUser, changes: AuditedChange.Of(patch.ChangedIn(change.Entry(user))));
            user.Version = Guid.NewGuid();
            if (user.AccountEnabled != wasEnabled)
            {
                change.Record(user, user.AccountEnabled ? AuditActivity.EnableAccount : AuditActivity.DisableAccount);
                // Sessions don't come back when the account is enabled again.
                if (!user.AccountEnabled) user.EndSessions(time);
            }

            if (user.MustChangePassword && !wasForced) change.Record(user, AuditActivity.SetForceChangeUserPassword);
            if (hash is not null) change.Record(user, AuditActivity.ResetUserPassword);
            if (user.SessionsEnded != sessionsEnded) change.Record(user, AuditActivity.SessionsRevoked);

            if (!await change.TrySaveAsync()) return GraphErrors.Conflict("userPrincipalName");
            return patch.SetsIdentities && !await UserIdentities.TrySetAsync(change, user) ? GraphErrors.Conflict("identities") : Outcome.Done;
        });
    }

    /// <summary>Moves a user to the recycle bin, with all their methods. The name becomes available; a number for SMS sign-in stays reserved.</summary>
    public Task<Outcome> DeleteAsync(TargetUser target) => changes.TryAsync(async change =>
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == target.Id) is not { } user) return GraphErrors.ResourceNotFound(target.Key);
        var (name, isGlobalAdministrator) = (user.UserPrincipalName, user.Roles.HasFlag(DirectoryRoles.GlobalAdministrator));
        if (isGlobalAdministrator) await RolesInForce.LockAsync(change);
        user.DeletedDateTime = change.Now;
        user.UserPrincipalName = UserKey.Deleted(user.Id, name);
        user.UserPrincipalNameKey = UserKey.OfDeleted(user.Id, name);
        user.Version = Guid.NewGuid();
        change.Record(AuditActivity.DeleteUser, user.Id, name);
        await change.SaveAsync();
        return isGlobalAdministrator && await RolesInForce.KeepGlobalAdministratorAsync(change) is { } refusal ? refusal : Outcome.Done;
    });

    private async ValueTask<Fields<UserRow>> FieldsAsync(GraphQuery query) =>
        Filters(query, "identities") ? UserFields.WithIdentities(db, await DefaultDomainAsync())
        : Filters(query, "appRoleAssignments") ? UserFields.WithAppRoleAssignments(db)
        : UserFields.FiltersSignInActivity(query) ? UserFields.WithSignInActivity
        : UserFields.All;

    private static bool Filters(GraphQuery query, string property) => query.Value("filter")?.Contains(property, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The first changed property that is mastered on-premises; null if there is none or the user is not synchronized.</summary>
    private static string? MasteredOnPremises(Change change, UserRow user) => user.OnPremisesSyncEnabled != true
        ? null
        : change.Entry(user).Properties.Where(p => p.IsModified)
            .Select(p => UserProperties.FindByColumn(p.Metadata.Name)).OfType<UserProperty>()
            .FirstOrDefault(p => p.IsMasteredOnPremises)?.Name;

    /// <summary>Refuses a weak password, and any for a user of another tenant.</summary>
    private static GraphException? RefusePassword(UserPatch patch, UserRow user) =>
        user.IsExternal && patch.SetsPassword ? GraphErrors.PrincipalNameInvalid()
        : patch.Password is { } password && !PasswordRules.Accept(password, user.UserPrincipalName, user.PasswordPolicies) ? GraphErrors.WeakPassword()
        : null;
}
