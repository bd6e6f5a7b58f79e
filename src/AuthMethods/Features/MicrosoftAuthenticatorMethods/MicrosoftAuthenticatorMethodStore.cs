using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

internal sealed class MicrosoftAuthenticatorMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<MicrosoftAuthenticatorMethodRow, MicrosoftAuthenticatorMethod>(
        db, policies, changes, MicrosoftAuthenticatorMethod.From, "Microsoft Authenticator")
{
    private static readonly DirectoryCredential Credential =
        DirectoryCredential.From("Add passwordless phone sign-in credential", "Delete passwordless phone sign-in credential");

    private const int MaxPerUser = 5;

    public Task<Outcome<MicrosoftAuthenticatorMethod>> AddAsync(TargetUser user, MicrosoftAuthenticatorMethodRow app) =>
        RegisterAsync(user, app, refuse: async (change, policy) =>
        {
            if (policy.Refuse(policy.Tenant.Of<MicrosoftAuthenticatorConfiguration>()) is { } refusal) return refusal;
            var registered = await change.Set<MicrosoftAuthenticatorMethodRow>().CountAsync(m => m.UserId == user.Id);
            return registered < MaxPerUser ? null : MicrosoftAuthenticatorErrors.AuthenticatorLimit(MaxPerUser);
        });

    /// <summary>The apps with passwordless sign-in.</summary>
    public async Task<IReadOnlyList<PasswordlessMicrosoftAuthenticatorMethod>> ListPasswordlessAsync(TargetUser user) =>
        [.. (await ListAsync(user)).Where(app => app.Device is not null).Select(PasswordlessMicrosoftAuthenticatorMethod.From)];

    public async Task<PasswordlessMicrosoftAuthenticatorMethod?> FindPasswordlessAsync(TargetUser user, string id) =>
        await FindAsync(user, id) is { Device: not null } app ? PasswordlessMicrosoftAuthenticatorMethod.From(app) : null;

    /// <summary>Removes passwordless sign-in from an app, which remains a second factor.</summary>
    public Task<Outcome> DeletePasswordlessAsync(TargetUser user, string id) => TryAsync(async change =>
    {
        if (await RowAsync(change, user, id) is not { Device: not null } row) return GraphErrors.MethodNotFound();
        change.Update(row);
        row.Device = null;
        change.Record(user, MethodChange.Deleted, "passwordless phone sign-in");
        change.Record(user, Credential.Deleted);
        return Outcome.Done;
    });

    protected override UsageAuthMethod? UsageOf(MicrosoftAuthenticatorMethodRow row) => UsageAuthMethod.MicrosoftAuthenticatorPush;

    protected override DirectoryCredential? CredentialOf(MicrosoftAuthenticatorMethodRow row) =>
        row.Device is null ? null : Credential;
}
