using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Fido2Methods;

public enum PasskeyOutcome
{
    Done,
    /// <summary>The challenge was answered by another request in the meantime.</summary>
    ChallengeUsed,
    NotPermitted,
    TooMany,
}

public sealed class Fido2MethodStore(AuthDb db, UserPolicies policies, Changes changes, TimeProvider time)
    : MethodKindStore<Fido2MethodRow, Fido2Method>(db, policies, changes, Fido2Method.From, "passkey")
{
    /// <summary>As many as Entra lets a user have.</summary>
    public const int Most = 10;

    /// <summary>Whether the policy lets the user have passkeys, and anybody register them.</summary>
    public async Task<bool> IsAllowedAsync(TargetUser user)
    {
        var policy = (await ViewAsync(user)).Policy;
        return policy.Allows(policy.Tenant.Of<Fido2Configuration>()) && policy.Tenant.Of<Fido2Configuration>().IsSelfServiceRegistrationAllowed;
    }

    public Task<PasskeyUser?> UserAsync(TargetUser user) => Db.Users.Where(u => u.Id == user.Id)
        .Select(u => new PasskeyUser(u.Id, u.UserPrincipalName, u.DisplayName ?? u.UserPrincipalName, u.UserType == "Guest")).FirstOrDefaultAsync();

    /// <summary>Keeps a challenge until it is answered or too old, in the database, so that any replica can take the answer.</summary>
    /// <returns>When it will be too old.</returns>
    public Task<DateTimeOffset> KeepChallengeAsync(TargetUser user, string challenge, string state, TimeSpan lifetime) => ApplyAsync(async change =>
    {
        var expires = (change.Now + lifetime).TruncateToSecond();
        await change.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id && c.ExpiresDateTime < change.Now).ExecuteDeleteAsync();
        change.Add(new PasskeyChallengeRow { TenantId = change.TenantId, UserId = user.Id, Challenge = challenge, State = state, ExpiresDateTime = expires });
        change.Record(user, Activity.GotPasskeyCreationOptions);
        return expires;
    });

    /// <summary>What was kept with a challenge; null when this user has none like it, or it is too old.</summary>
    public async Task<string?> StateOfAsync(TargetUser user, string challenge)
    {
        var now = time.Now();
        return await Db.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id && c.Challenge == challenge && c.ExpiresDateTime > now)
            .Select(c => c.State).FirstOrDefaultAsync();
    }

    /// <summary>Adds a passkey whose making was verified, and uses up the challenge.</summary>
    public async Task<(PasskeyOutcome Outcome, Fido2Method? Passkey)> AddAsync(TargetUser user, string challenge, string? displayName, MadePasskey made)
    {
        var view = await ViewAsync(user);
        var policy = view.Policy;
        var asked = Row(user, displayName, made);
        if (!policy.Tenant.Of<Fido2Configuration>().ProfilesFor(policy).Any(profile => Permits(profile, asked))) return (PasskeyOutcome.NotPermitted, null);
        return await ApplyAsync<(PasskeyOutcome, Fido2Method?)>(async change =>
        {
            await user.LockAsync(change);
            if (await change.Set<Fido2MethodRow>().CountAsync(p => p.UserId == user.Id) >= Most) return (PasskeyOutcome.TooMany, null);
            if (await change.Set<PasskeyChallengeRow>().Where(c => c.UserId == user.Id && c.Challenge == challenge).ExecuteDeleteAsync() == 0)
            {
                return (PasskeyOutcome.ChallengeUsed, null);
            }

            var row = Row(user, displayName, made);
            (row.TenantId, row.CreatedDateTime) = (change.TenantId, change.Now);
            change.Add(row);
            change.Record(user, MethodChange.Registered, "passkey");
            change.Record(user, DirectoryCredential.Passkey.Added);
            // Thrown, so that the challenge is not used up by what did not come about.
            return await change.TrySaveAsync() ? (PasskeyOutcome.Done, Fido2Method.From(row, view)) : throw GraphErrors.PasskeyExists();
        });
    }

    /// <summary>False when the user has no such passkey.</summary>
    public Task<bool> RenameAsync(TargetUser user, string id, string displayName) => ApplyAsync(async change =>
    {
        if (await RowAsync(change, user, id) is not { } row) return false;
        change.Update(row);
        row.DisplayName = displayName;
        change.Record(user, MethodChange.Updated, "passkey");
        return true;
    });

    protected override DirectoryCredential? CredentialOf(Fido2MethodRow row) => DirectoryCredential.Passkey;

    private static bool Permits(PasskeyProfile profile, Fido2MethodRow passkey) =>
        profile.KeyRestrictions.Permit(passkey.AaGuid)
        && (profile.AttestationEnforcement == AttestationEnforcement.Disabled || passkey.AttestationLevel == AttestationLevel.Attested)
        && profile.PasskeyTypes.HasFlag(passkey.PasskeyType == PasskeyType.Synced ? PasskeyTypes.Synced : PasskeyTypes.DeviceBound);

    private static Fido2MethodRow Row(TargetUser user, string? displayName, MadePasskey made) => new()
    {
        UserId = user.Id,
        Id = Guid.NewGuid().ToString(),
        DisplayName = displayName,
        AaGuid = made.AaGuid,
        AttestationLevel = made.Thumbprints.Count > 0 ? AttestationLevel.Attested : AttestationLevel.NotAttested,
        AttestationCertificates = string.Join(' ', made.Thumbprints),
        PasskeyType = made.Key.IsBackupEligible ? PasskeyType.Synced : PasskeyType.DeviceBound,
        CredentialId = made.Key.CredentialId,
        CredentialKey = Fido2MethodRow.KeyOf(made.Key.CredentialId),
        PublicKey = made.Key.PublicKey,
        SignCount = made.Key.SignCount,
        Transports = string.Join(' ', made.Key.Transports ?? []),
    };
}
