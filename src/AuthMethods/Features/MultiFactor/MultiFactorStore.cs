using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MultiFactor;

internal sealed class MultiFactorStore(
    AuthDb db, MethodKinds kinds, UserPolicies policies, RegisteredMethods registered, Changes changes, TimeProvider time)
{
    /// <summary>Null when the user has just been deleted.</summary>
    public async Task<MultiFactorState?> ReadAsync(TargetUser user)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row) return null;
        var hasFactor = await db.AuthenticationMethods.Where(m => m.UserId == user.Id).AnyAsync(registered.IsOneOf(registered.Mfa));
        return new MultiFactorState(user.Id.ToString())
        {
            PerUserMfaState = row.PerUserMfaState,
            IsReregistrationPending = row.MfaReregistrationRequiredDateTime is not null && !hasFactor,
            ReregistrationRequiredDateTime = row.MfaReregistrationRequiredDateTime,
            SessionsValidFromDateTime = row.MfaSessionsValidFromDateTime,
        };
    }

    /// <summary>Removes the second factors that the user must register again, the default one last, and marks the user.</summary>
    public Task<Outcome> RequireReregistrationAsync(TargetUser user) => changes.TryAsync(async change =>
    {
        if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
        var view = await policies.ViewAsync(change, user);
        var row = await change.Users.SingleAsync(u => u.Id == user.Id);
        var methods = await change.AuthenticationMethods.Where(m => m.UserId == user.Id).ToListAsync();
        var standard = DefaultMethod.Of(row.PreferredSecondFactor, methods, view);
        foreach (var method in methods.OrderBy(m => standard is { } factor && registered.Serves(m, factor)).ThenByDescending(m => m.CreatedDateTime))
        {
            if (!await kinds.EndForReregistrationAsync(change, method)) continue;
            change.Record(user, MethodChange.Deleted, "multi-factor authentication");
        }

        row.PreferredSecondFactor = null;
        row.MfaReregistrationRequiredDateTime = change.Now;
        row.Version = Guid.NewGuid();
        change.Record(user, AuditActivity.UpdateUser, "Required to register again for multi-factor authentication");
        return Outcome.Done;
    });

    /// <summary>Revokes the multi-factor authentication that clients remember. Sessions continue without it.</summary>
    public Task<Outcome> RevokeSessionsAsync(TargetUser user) => changes.TryAsync(async change =>
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row) return GraphErrors.MethodNotFound();
        row.EndMfaSessions(time);
        row.Version = Guid.NewGuid();
        change.Record(user, AuditActivity.UpdateUser, "Remembered multi-factor authentication revoked");
        return Outcome.Done;
    });
}
