using AuthMethods.Credentials;
using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.PasswordResets;

/// <summary>
/// Self-service password reset: who may, by which codes, and the new password. For a name that no user has, and for a user who may not or has no
/// such method, everything is done as for others, except that no code is sent.
/// </summary>
internal sealed class PasswordResetStore(
    AuthDb db, Writer writer, IEnumerable<IPasswordResetMethod> methods, OneTimeCodes codes, SmartLockout lockout, Passwords passwords,
    IUserPassword userPassword, IOptions<SelfServicePasswordResetOptions> options, TimeProvider time)
{
    private const string Purpose = "passwordReset";

    private static readonly GuessKind OwnCodes = new("code of a method for password reset") { EndsCount = true };

    // Two methods, whatever the setting is.
    private const int MethodsOfAdministrators = 2;

    public bool IsEnabled => options.Value.Enabled;

    /// <summary>The ways by codes that methods make, and by those that this server can promise to send.</summary>
    public IEnumerable<ResetWay> Ways => methods.SelectMany(m => m.Ways).Where(w => w.Channel is not { } channel || codes.CanSend(channel));

    /// <summary>The user with a name who may reset their password; null for all others.</summary>
    public async Task<UserRow?> FindAsync(string name)
    {
        var key = UserKey.Parse(name)?.Name;
        var user = key is null ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.UserPrincipalNameKey == key);
        var restrictions = await db.Tenants.Select(t => t.Restrictions).FirstOrDefaultAsync();
        return user is not null && May(user, restrictions) ? user : null;
    }

    /// <summary>How many methods the user must prove; for a name without a user, as many as most users.</summary>
    public int MethodsNeeded(UserRow? user) =>
        user is { IsAdministrator: true } ? Math.Max(options.Value.MethodsRequired, MethodsOfAdministrators) : options.Value.MethodsRequired;

    /// <summary>Sends a code, if there is somebody to send it to and the way is by a code that is sent. False if too many were sent.</summary>
    public async Task<bool> SendAsync(string name, ResetWay way, string session, AuditTrail trail)
    {
        if (way.Channel is not { } channel) return true;
        var (use, recipient) = await UseOfAsync(name, way, session);
        return await codes.SendAsync(use, recipient ?? new(channel, "", null), trail);
    }

    /// <summary>Uses a code up. Wrong ones are counted, for unknown names too.</summary>
    public async Task<(bool IsRight, bool IsLocked)> VerifyAsync(string name, ResetWay way, string session, string code, AuditTrail trail)
    {
        if (way.Channel is not null)
        {
            var sent = await codes.UseAsync((await UseOfAsync(name, way, session)).Use, code, trail);
            return (sent.Right is not null, sent.IsLocked);
        }

        var user = await FindAsync(name);
        var tried = await lockout.TryAsync(
            new(OwnCodes, name, code, trail) { UserId = user?.Id },
            async () => user is null ? null : await methods.First(m => m.Ways.Contains(way)).CheckAsync(user, code));
        return (tried.Right is { } match && await match.UseAsync() is not null, tried.IsLocked);
    }

    /// <summary>Sets the password and ends the user's sessions. False if the user may no longer reset it, or if their sessions were ended meanwhile.</summary>
    /// <param name="user">The user, as read when the reset began.</param>
    /// <param name="sessionsEnded">How often the user's sessions were ended until then.</param>
    /// <param name="password">One that the rules accept.</param>
    /// <param name="trail">Who sends the request.</param>
    public async Task<bool> ResetAsync(UserRow user, int sessionsEnded, string password, AuditTrail trail)
    {
        var hash = await passwords.HashAsync(password);
        var own = trail with { At = time.Now(), UserId = user.Id, UserPrincipalName = user.UserPrincipalName };
        return await writer.RunAsync(db.TenantId, own, async change =>
        {
            var row = await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id);
            var restrictions = await change.Tenants.Select(t => t.Restrictions).SingleAsync();
            if (row is null || row.SessionsEnded != sessionsEnded || !May(row, restrictions)) return false;
            await userPassword.ReplaceAsync(change, row, hash, mustChange: false);
            change.Record(row, AuditActivity.ResetPasswordSelfService);
            change.Record(row, AuditActivity.SessionsRevoked);
            await change.SaveAsync();
            return true;
        });
    }

    private async Task<(CodeUse Use, CodeRecipient? Recipient)> UseOfAsync(string name, ResetWay way, string session)
    {
        var user = await FindAsync(name);
        var recipient = user is null ? null : await methods.First(m => m.Ways.Contains(way)).FindAsync(user.Id, way);
        var use = new CodeUse(Purpose, recipient is null ? null : user!.Id, name, $"{session} {way.Method}") { IsForAnybody = true };
        return (use, recipient);
    }

    private bool May(UserRow user, DirectoryRestrictions restrictions) =>
        IsEnabled && user.AccountEnabled && userPassword.MayBeSet(user)
        && !(user.IsAdministrator && restrictions.HasFlag(DirectoryRestrictions.AdministratorsResetNoPasswords));
}
