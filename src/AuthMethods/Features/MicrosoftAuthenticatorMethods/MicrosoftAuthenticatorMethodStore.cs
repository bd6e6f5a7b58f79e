using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

internal sealed class MicrosoftAuthenticatorMethodStore(AuthDb db, UserPolicies policies, Changes changes, Secrets secrets)
    : MethodKindStore<MicrosoftAuthenticatorMethodRow, MicrosoftAuthenticatorMethod>(
        db, policies, changes, MicrosoftAuthenticatorMethod.From, "Microsoft Authenticator"), IPhoneApps
{
    private static readonly DirectoryCredential Credential =
        DirectoryCredential.From("Add passwordless phone sign-in credential", "Delete passwordless phone sign-in credential");

    /// <summary>The tag of a phone that gets notifications.</summary>
    public const string ActivatedTag = "SoftwareTokenActivated";

    private const int MaxPerUser = 5;
    private const string SimulatedVersion = "6.8.40";

    public string Permission => MicrosoftAuthenticatorMethodKind.Write;

    public Task<Outcome<MicrosoftAuthenticatorMethod>> AddAsync(TargetUser user, MicrosoftAuthenticatorMethodRow app) =>
        RegisterAsync(user, app, refuse: async (change, policy) =>
        {
            if (policy.Refuse(policy.Tenant.Of<MicrosoftAuthenticatorConfiguration>()) is { } refusal) return refusal;
            var registered = await change.Set<MicrosoftAuthenticatorMethodRow>().CountAsync(m => m.UserId == user.Id);
            return registered < MaxPerUser ? null : MicrosoftAuthenticatorErrors.AuthenticatorLimit(MaxPerUser);
        });

    public async Task<Outcome<string>> RegisterAsync(TargetUser user, PhoneApp app)
    {
        var id = Guid.NewGuid().ToString();
        var added = await AddAsync(user, new()
        {
            Id = id,
            DisplayName = app.DisplayName,
            DeviceTag = ActivatedTag,
            PhoneAppVersion = SimulatedVersion,
            EncryptedSecret = secrets.Encrypt(app.Secret),
            Device = app.IsPasswordless
                ? new Device { Id = Guid.NewGuid().ToString(), DeviceId = Guid.NewGuid().ToString(), DisplayName = app.DisplayName, TrustType = "Workplace" }.ToJson()
                : null,
        });
        return added.With(id);
    }

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
