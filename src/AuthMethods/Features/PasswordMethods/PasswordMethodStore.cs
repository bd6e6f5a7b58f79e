using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.PasswordMethods;

internal sealed class PasswordMethodStore(
    AuthDb db, Changes changes, Passwords passwords, SentSecrets secrets, IUserPassword userPassword, IOptions<PasswordOptions> options)
{
    public async Task<PasswordMethod?> FindAsync(TargetUser user) =>
        await RowAsync(user) is { } row ? PasswordMethod.From(row) : null;

    /// <summary>Whether the user's home tenant holds the password.</summary>
    public async Task<bool> IsExternalAsync(TargetUser user) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == user.Id) is { IsExternal: true };

    /// <summary>Whether the password rules that apply to this user accept the password.</summary>
    public async Task<bool> AcceptsAsync(TargetUser user, string password)
    {
        var policies = await db.Users.Where(u => u.Id == user.Id).Select(u => u.PasswordPolicies).FirstOrDefaultAsync();
        return PasswordRules.Accept(password, user.Account.UserPrincipalName, policies);
    }

    /// <summary>The hash of the user's password. Refused if the password is wrong, or was wrong too often.</summary>
    public async Task<Outcome<string>> VerifyAsync(TargetUser user, string password)
    {
        var tried = await secrets.TryAsync(GuessKind.SignIn, user.Account, password, AuditActivity.ChangeUserPassword, async () =>
        {
            var hash = (await RowAsync(user))?.PasswordHash;
            return await passwords.VerifyAsync(hash, password) ? hash : null;
        });
        return tried.IsLocked ? GraphErrors.LockedOut() : tried.Right ?? (Outcome<string>)PasswordErrors.WrongPassword();
    }

    /// <summary>
    /// Resets a password and ends the user's sessions. For a user synchronized from on-premises, the password must be written back;
    /// without writeback the operation fails and nothing changes.
    /// </summary>
    /// <returns>The operation to poll.</returns>
    public async Task<Outcome<Guid>> ResetAsync(TargetUser user, string password)
    {
        var operation = Guid.NewGuid();
        var hash = await passwords.HashAsync(password);
        var isWritable = !user.Account.IsSynced || options.Value.Writeback;
        return await changes.TryAsync<Guid>(async change =>
        {
            change.Add(new OperationRow
            {
                TenantId = change.TenantId,
                UserId = user.Id,
                Id = operation,
                CreatedDateTime = change.Now,
                LastActionDateTime = change.Now,
                Status = isWritable ? OperationStatus.Succeeded : OperationStatus.Failed,
                StatusDetail = isWritable ? "ResetSuccess" : "OnPremisesWritebackNotConfigured",
                ResourceLocation = $"users/{user.Id}/authentication/methods/{PasswordMethodRow.FixedId}",
            });
            change.Record(user, AuditActivity.AdminStartedPasswordReset);
            if (isWritable)
            {
                if (await SetAsync(change, user, hash, mustChange: true, AuditActivity.ResetUserPassword) is { } gone) return gone;
                change.Record(user, AuditActivity.ResetPasswordByAdmin);
            }

            await change.SaveAsync();
            return operation;
        });
    }

    /// <summary>Replaces the caller's own password if it is still the verified one.</summary>
    public async Task<Outcome> ChangeAsync(TargetUser user, string verified, string password)
    {
        if (user.Account.IsSynced && !options.Value.Writeback) return GraphErrors.SyncedProperty("passwordProfile");
        var hash = await passwords.HashAsync(password);
        return await changes.TryAsync(async change =>
        {
            if ((await change.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id))?.PasswordHash != verified)
            {
                return PasswordErrors.WrongPassword();
            }

            change.Record(user, AuditActivity.UserStartedPasswordChange);
            return await SetAsync(change, user, hash, mustChange: false, AuditActivity.ChangeUserPassword) is { } gone ? gone : Outcome.Done;
        });
    }

    private async Task<GraphException?> SetAsync(Change change, TargetUser user, string hash, bool mustChange, AuditActivity activity)
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row) return GraphErrors.MethodNotFound();
        await userPassword.ReplaceAsync(change, row, hash, mustChange);
        change.Record(user, activity);
        change.Record(user, AuditActivity.SessionsRevoked);
        return null;
    }

    private Task<PasswordMethodRow?> RowAsync(TargetUser user) =>
        db.Set<PasswordMethodRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == PasswordMethodRow.FixedId);
}

/// <summary>The section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>Whether a reset applies to users synchronized from on-premises.</summary>
    public bool Writeback { get; set; }
}
