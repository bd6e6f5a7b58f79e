using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Fido2Methods;

internal sealed class Fido2MethodStore(AuthDb db, UserPolicies policies, Changes changes, TimeProvider time)
    : MethodKindStore<Fido2MethodRow, Fido2Method>(db, policies, changes, Fido2Method.From, "passkey")
{
    private static readonly AuditActivity GotCreationOptions = new("Get passkey creation options", "Add");
    private static readonly DirectoryCredential Credential = DirectoryCredential.From("Add FIDO2 security key", "Delete FIDO2 security key(s)");

    /// <summary>Entra's limit for a user.</summary>
    private const int MaxPerUser = 10;

    private const int MaxChallenges = 10;

    /// <summary>Whether the policy allows the user passkeys and their registration.</summary>
    public async Task<bool> IsAllowedAsync(TargetUser user) => IsAllowed((await ViewAsync(user)).Policy);

    public Task<PasskeyUser?> UserAsync(TargetUser user) => Db.Users.Where(u => u.Id == user.Id)
        .Select(u => new PasskeyUser(u.Id, u.UserPrincipalName, u.DisplayName ?? u.UserPrincipalName, u.UserType == "Guest")).FirstOrDefaultAsync();

    /// <summary>
    /// Stores a challenge until it is answered or expires, in the database so that any replica can verify the answer. A user has ten at most:
    /// those that expire first give way. The audit log names the first, and no other while one is pending.
    /// </summary>
    /// <returns>When it expires.</returns>
    public Task<DateTimeOffset> SaveChallengeAsync(TargetUser user, string challenge, string state, TimeSpan lifetime) => Changes.ApplyAsync(async change =>
    {
        var expires = (change.Now + lifetime).TruncateToSecond();
        var hadOthers = await change.UnrecordedAsync(async () =>
        {
            var others = await change.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id)
                .OrderByDescending(c => c.ExpiresDateTime).ThenBy(c => c.Challenge).Select(c => new { c.Challenge, c.ExpiresDateTime }).ToListAsync();
            var kept = others.Where(c => c.ExpiresDateTime > change.Now).Take(MaxChallenges - 1).Select(c => c.Challenge).ToArray();
            var removed = others.Select(c => c.Challenge).Except(kept).ToArray();
            if (removed.Length > 0)
            {
                await change.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id && removed.Contains(c.Challenge)).ExecuteDeleteAsync();
            }

            change.Add(
                new PasskeyChallengeRow { TenantId = change.TenantId, UserId = user.Id, Challenge = challenge, State = state, ExpiresDateTime = expires });
            await change.SaveAsync();
            return kept.Length > 0;
        });
        if (!hadOthers) change.Record(user, GotCreationOptions);
        return expires;
    });

    /// <summary>The stored state of a challenge; null when the user has no such challenge or it has expired.</summary>
    public async Task<string?> FindStateAsync(TargetUser user, string challenge)
    {
        var now = time.Now();
        return await Db.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id && c.Challenge == challenge && c.ExpiresDateTime > now)
            .Select(c => c.State).FirstOrDefaultAsync();
    }

    /// <summary>Adds a verified passkey and deletes its challenge.</summary>
    public Task<Outcome<Fido2Method>> AddAsync(
        TargetUser user, string challenge, string? displayName, VerifiedPasskey verified) => TryAsync<Fido2Method>(async change =>
    {
        if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
        var view = await ViewAsync(change, user);
        if (!IsAllowed(view.Policy)) return GraphErrors.NotAllowedByPolicy("Fido2");
        var row = verified.ToRow(user.Id, displayName);
        var profiles = view.Policy.Tenant.Of<Fido2Configuration>().ProfilesFor(view.Policy);
        if (!profiles.Any(profile => Permits(profile, row))) return PasskeyErrors.PasskeyNotPermitted();
        if (await change.Set<Fido2MethodRow>().CountAsync(p => p.UserId == user.Id) >= MaxPerUser) return PasskeyErrors.TooManyPasskeys(MaxPerUser);
        if (await change.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id && c.Challenge == challenge).ExecuteDeleteAsync() == 0)
        {
            // Another request has already answered it.
            return PasskeyErrors.PasskeyChallengeUnknown();
        }

        (row.TenantId, row.CreatedDateTime) = (change.TenantId, change.Now);
        change.Add(row);
        change.Record(
            user, MethodChange.Registered, "passkey",
            registered: row.PasskeyType == PasskeyType.Synced ? UsageAuthMethod.PassKeySynced : UsageAuthMethod.PassKeyDeviceBound);
        change.Record(user, Credential.Added);
        return await change.TrySaveAsync() ? Fido2Method.From(row, view) : PasskeyErrors.PasskeyExists();
    });

    public Task<Outcome> RenameAsync(TargetUser user, string id, string displayName) => TryAsync(async change =>
    {
        if (await RowAsync(change, user, id) is not { } row) return GraphErrors.MethodNotFound();
        change.Update(row);
        row.DisplayName = displayName;
        change.Record(user, MethodChange.Updated, "passkey");
        return Outcome.Done;
    });

    protected override DirectoryCredential? CredentialOf(Fido2MethodRow row) => Credential;

    private static bool IsAllowed(UserPolicy policy) =>
        policy.Tenant.Of<Fido2Configuration>() is { IsSelfServiceRegistrationAllowed: true } configuration && policy.Allows(configuration);

    private static bool Permits(PasskeyProfile profile, Fido2MethodRow passkey) => profile.PermitsUse(passkey)
        && (profile.AttestationEnforcement == AttestationEnforcement.Disabled || passkey.AttestationLevel == AttestationLevel.Attested);
}
