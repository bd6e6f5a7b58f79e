using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MultiFactor;

public sealed class MultiFactorStore(
    AuthDb db, MethodKinds kinds, UserPolicies policies, RegisteredMethods registered, Changes changes, TimeProvider time)
{
    public async Task<MultiFactorState> ReadAsync(TargetUser user)
    {
        var row = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.MethodNotFound();
        var hasFactor = await db.AuthenticationMethods.Where(m => m.UserId == user.Id).AnyAsync(registered.IsOneOf(registered.Mfa));
        return new(user.Id.ToString())
        {
            PerUserMfaState = row.PerUserMfaState,
            IsReregistrationPending = row.MfaReregistrationRequiredDateTime is not null && !hasFactor,
            ReregistrationRequiredDateTime = row.MfaReregistrationRequiredDateTime,
            SessionsValidFromDateTime = row.MfaSessionsValidFromDateTime,
        };
    }

    /// <summary>Takes from a user the second factors that they must register again, the default one last, and marks the user.</summary>
    public async Task RequireReregistrationAsync(TargetUser user)
    {
        var view = await policies.ViewAsync(db, user);
        await changes.ApplyAsync(async change =>
        {
            await user.LockAsync(change);
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
            change.Record(user, Activity.UpdateUser, "Required to register again for multi-factor authentication");
        });
    }

    /// <summary>From now on no client gets by on multi-factor authentication that it remembers. Sessions go on without it.</summary>
    public Task RevokeSessionsAsync(TargetUser user) => changes.ApplyAsync(async change =>
    {
        var row = await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.MethodNotFound();
        row.EndMfaSessions(time);
        row.Version = Guid.NewGuid();
        change.Record(user, Activity.UpdateUser, "Remembered multi-factor authentication revoked");
    });
}
