using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.PasswordMethods;

public sealed class PasswordMethodStore(AuthDb db, Changes changes, Passwords passwords, IOptions<PasswordOptions> options, TimeProvider time)
{
    public async Task<PasswordMethod?> FindAsync(TargetUser user) =>
        await RowAsync(user) is { } row ? PasswordMethod.From(row) : null;

    /// <summary>Whether the rules of the directory, as they stand for this user, accept a password.</summary>
    public async Task<bool> AcceptsAsync(TargetUser user, string password)
    {
        var policies = await db.Users.Where(u => u.Id == user.Id).Select(u => u.PasswordPolicies).FirstOrDefaultAsync();
        return PasswordRules.Accept(password, user.Account.UserPrincipalName, policies);
    }

    /// <summary>The hash of the user's password, if this is it; null if it isn't.</summary>
    public async Task<string?> VerifyAsync(TargetUser user, string password) =>
        await RowAsync(user) is { } row && passwords.Verify(row.PasswordHash, password) ? row.PasswordHash : null;

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

    /// <summary>Replaces the caller's own password, unless it is no longer the one that was verified.</summary>
    public async Task<PasswordOutcome> ChangeAsync(TargetUser user, string verified, string password)
    {
        if (user.Account.IsSynced && !options.Value.Writeback) return PasswordOutcome.NotKeptHere;
        var hash = passwords.Hash(password);
        return await changes.ApplyAsync(async (db, now) =>
        {
            if ((await db.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id))?.PasswordHash != verified)
            {
                return PasswordOutcome.WrongPassword;
            }

            db.Record(Activity.UserStartedPasswordChange, user.Id, user.Account.UserPrincipalName);
            await SetAsync(db, user, hash, mustChange: false, now, Activity.ChangeUserPassword);
            return PasswordOutcome.Done;
        });
    }

    private async Task SetAsync(AuthDb db, TargetUser user, string hash, bool mustChange, DateTimeOffset now, Activity activity)
    {
        var row = await db.Users.SingleOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.MethodNotFound();
        await passwords.ReplaceAsync(db, row, hash, mustChange, now, time);
        row.Version = Guid.NewGuid();
        db.Record(activity, user.Id, user.Account.UserPrincipalName);
        db.Record(Activity.SessionsRevoked, user.Id, user.Account.UserPrincipalName);
    }

    private Task<PasswordMethodRow?> RowAsync(TargetUser user) =>
        db.Set<PasswordMethodRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == PasswordMethodRow.FixedId);
}

public enum PasswordOutcome
{
    Done,
    WrongPassword,
    /// <summary>The user's own directory has it, and nothing is written back there.</summary>
    NotKeptHere,
}

/// <summary>The section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>Whether a reset reaches users that are synchronised from on-premises.</summary>
    public bool Writeback { get; set; }
}
