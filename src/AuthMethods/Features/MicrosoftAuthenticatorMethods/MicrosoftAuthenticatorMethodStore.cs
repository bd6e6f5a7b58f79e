using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

public sealed class MicrosoftAuthenticatorMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<MicrosoftAuthenticatorMethodRow, MicrosoftAuthenticatorMethod>(
        db, policies, changes, MicrosoftAuthenticatorMethod.From, "Microsoft Authenticator")
{
    public const int Most = 5;

    /// <summary>Null when the user has as many as there can be.</summary>
    public async Task<MicrosoftAuthenticatorMethod?> AddAsync(TargetUser user, MicrosoftAuthenticatorMethodRow app)
    {
        var policy = (await ViewAsync(user)).Policy;
        policy.Demand(policy.Tenant.Of<MicrosoftAuthenticatorConfiguration>());
        return await RegisterAsync(user, app, Most);
    }

    /// <summary>The apps that sign in by themselves.</summary>
    public async Task<IReadOnlyList<PasswordlessMicrosoftAuthenticatorMethod>> ListPasswordlessAsync(TargetUser user) =>
        [.. (await ListAsync(user)).Where(app => app.Device is not null).Select(PasswordlessMicrosoftAuthenticatorMethod.From)];

    public async Task<PasswordlessMicrosoftAuthenticatorMethod?> FindPasswordlessAsync(TargetUser user, string id) =>
        await FindAsync(user, id) is { Device: not null } app ? PasswordlessMicrosoftAuthenticatorMethod.From(app) : null;

    /// <summary>Takes sign-in with the phone alone from an app, which remains a second factor. False when it hasn't that.</summary>
    public Task<bool> DeletePasswordlessAsync(TargetUser user, string id) => ApplyAsync(async change =>
    {
        if (await RowAsync(change, user, id) is not { Device: not null } row) return false;
        change.Update(row);
        row.Device = null;
        change.Record(user, MethodChange.Deleted, "passwordless phone sign-in");
        change.Record(user, DirectoryCredential.PasswordlessPhoneSignIn.Deleted);
        return true;
    });

    protected override DirectoryCredential? CredentialOf(MicrosoftAuthenticatorMethodRow row) =>
        row.Device is null ? null : DirectoryCredential.PasswordlessPhoneSignIn;
}
