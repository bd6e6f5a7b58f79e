using AuthMethods.Graph;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.PasswordMethods;

public sealed class PasswordMethodStore(AuthDb db, Changes changes, Passwords passwords, IOptions<PasswordOptions> options, TimeProvider time)
{
    public async Task<PasswordMethod?> FindAsync(TargetUser user) =>
        await RowAsync(user) is { } row ? PasswordMethod.From(row, new(null, user.IsMasked)) : null;

    /// <summary>Whether the rules of the directory, as they stand for this user, accept a password.</summary>
    public async Task<bool> AcceptsAsync(TargetUser user, string password)
    {
        var policies = await db.Users.Where(u => u.Id == user.Id).Select(u => u.PasswordPolicies).FirstOrDefaultAsync();
        return PasswordRules.Accept(password, user.Account.UserPrincipalName, policies);
    }

    public async Task<bool> IsCurrentAsync(TargetUser user, string password) =>
        await RowAsync(user) is { } row && passwords.Verify(row.PasswordHash, password);

    /// <summary>
    /// Resets a password and ends the user's sessions. For a user synchronised from on-premises the value would have to be written
    /// back there: without writeback the operation fails and nothing changes.
    /// </summary>
    /// <returns>The operation to poll.</returns>
    public Task<Guid> ResetAsync(TargetUser user, string password)
    {
        var operation = Guid.NewGuid();
        var hash = passwords.Hash(password);
        var isWritable = !user.Account.IsSynced || options.Value.Writeback;
        return changes.ApplyAsync(async (db, now) =>
        {
            db.Add(new OperationRow
            {
                TenantId = db.TenantId,
                UserId = user.Id,
                Id = operation,
                CreatedDateTime = now,
                LastActionDateTime = now,
                Status = isWritable ? OperationStatus.Succeeded : OperationStatus.Failed,
                StatusDetail = isWritable ? "ResetSuccess" : "OnPremisesWritebackNotConfigured",
                ResourceLocation = $"users/{user.Id}/authentication/methods/{PasswordMethodRow.FixedId}",
            });
            db.Record(Activity.AdminStartedPasswordReset, user.Id, user.Account.UserPrincipalName);
            if (isWritable)
            {
                await SetAsync(db, user, hash, mustChange: true, now, Activity.ResetUserPassword);
                db.Record(Activity.ResetPasswordByAdmin, user.Id, user.Account.UserPrincipalName);
            }

            await db.SaveChangesAsync();
            return operation;
        });
    }

    /// <summary>Replaces the caller's own password. False for a user whose password is not kept here.</summary>
    public async Task<bool> ChangeAsync(TargetUser user, string password)
    {
        if (user.Account.IsSynced && !options.Value.Writeback) return false;
        var hash = passwords.Hash(password);
        return await changes.ApplyAsync(async (db, now) =>
        {
            db.Record(Activity.UserStartedPasswordChange, user.Id, user.Account.UserPrincipalName);
            await SetAsync(db, user, hash, mustChange: false, now, Activity.ChangeUserPassword);
            return true;
        });
    }

    private async Task SetAsync(AuthDb db, TargetUser user, string hash, bool mustChange, DateTimeOffset now, Activity activity)
    {
        var row = await db.Users.SingleOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.MethodNotFound();
        await Passwords.ReplaceAsync(db, row, hash, mustChange, now, time);
        row.Version = Guid.NewGuid();
        db.Record(activity, user.Id, user.Account.UserPrincipalName);
        db.Record(Activity.SessionsRevoked, user.Id, user.Account.UserPrincipalName);
    }

    private Task<PasswordMethodRow?> RowAsync(TargetUser user) =>
        db.Set<PasswordMethodRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == PasswordMethodRow.FixedId);
}

/// <summary>The section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>Whether a reset reaches users that are synchronised from on-premises.</summary>
    public bool Writeback { get; set; }
}
