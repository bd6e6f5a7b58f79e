using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

public sealed class MicrosoftAuthenticatorMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<MicrosoftAuthenticatorMethodRow, MicrosoftAuthenticatorMethod>(db, policies, changes, MicrosoftAuthenticatorMethod.From, "Microsoft Authenticator")
{
    public const int Most = 5;

    private readonly Changes _changes = changes;

    /// <summary>Null when the user has as many as there can be.</summary>
    public Task<MicrosoftAuthenticatorMethod?> AddAsync(TargetUser user, MicrosoftAuthenticatorMethodRow app) => RegisterAsync(user, app, Most);

    /// <summary>The apps that sign in by themselves.</summary>
    public async Task<IReadOnlyList<PasswordlessMicrosoftAuthenticatorMethod>> ListPasswordlessAsync(TargetUser user) =>
        [.. (await ListAsync(user)).Where(app => app.Device is not null).Select(PasswordlessMicrosoftAuthenticatorMethod.From)];

    public async Task<PasswordlessMicrosoftAuthenticatorMethod?> FindPasswordlessAsync(TargetUser user, string id) =>
        await FindAsync(user, id) is { Device: not null } app ? PasswordlessMicrosoftAuthenticatorMethod.From(app) : null;

    /// <summary>Takes sign-in with the phone alone from an app, which remains a second factor. False when it hasn't that.</summary>
    public Task<bool> DeletePasswordlessAsync(TargetUser user, string id) => _changes.ApplyAsync(async (db, _) =>
    {
        var key = id.ToLowerInvariant();
        if (await db.Set<MicrosoftAuthenticatorMethodRow>().FirstOrDefaultAsync(m => m.UserId == user.Id && m.Id == key) is not { Device: not null } row) return false;
        row.Device = null;
        db.Record(user.Deleted, user.Id, user.Account.UserPrincipalName, user.Reason("deleted", "passwordless phone sign-in"));
        db.Record(DirectoryCredential.PasswordlessPhoneSignIn.Deleted, user.Id, user.Account.UserPrincipalName);
        return true;
    });

    protected override DirectoryCredential? CredentialOf(MicrosoftAuthenticatorMethodRow row) => row.Device is null ? null : DirectoryCredential.PasswordlessPhoneSignIn;
}
