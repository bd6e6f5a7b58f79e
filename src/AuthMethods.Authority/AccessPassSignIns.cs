using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Authority;

/// <summary>A sign-in with a Temporary Access Pass. It counts as multi-factor authentication, and no token outlives the pass.</summary>
public sealed record AccessPassSignIn(DateTimeOffset At, DateTimeOffset Ends);

/// <summary>Signs users in with a Temporary Access Pass in place of their password.</summary>
public sealed class AccessPassSignIns(AuthDb db, Writer writer, Passwords passwords, UserPolicies policies, TimeProvider time)
{
    private static readonly Activity Used = new("User signed in with Temporary Access Pass", "Update");

    /// <summary>Null unless this is the user's pass and can be used now; one that is usable once then no longer can.</summary>
    public async Task<AccessPassSignIn?> TryAsync(UserRow user, string pass, Guid applicationId)
    {
        if (await db.Set<TemporaryAccessPassRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id) is not { } row) return null;
        var stamp = await db.Tenants.Select(t => t.PolicyStamp).SingleAsync();
        var policy = await policies.OfAsync(db, user.Id, stamp);
        var allowed = policy.Allows(policy.Tenant.TemporaryAccessPass);
        if (row.UsabilityAt(time.Now(), allowed) != PassUsability.EnabledByPolicy || !passwords.Verify(row.PassHash, pass)) return null;
        var trail = new AuditTrail(time.Now(), Guid.NewGuid().ToString(), user.Id, user.UserPrincipalName, applicationId, null);
        return await writer.RunAsync(user.TenantId, trail, change => UseAsync(change, row, user, allowed));
    }

    // Asked again within the change: another sign-in may have been faster, or the pass may have been replaced.
    private static async Task<AccessPassSignIn?> UseAsync(Change change, TemporaryAccessPassRow found, UserRow user, bool allowed)
    {
        var now = change.Now;
        var row = await change.Set<TemporaryAccessPassRow>().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == found.Id);
        if (row?.UsabilityAt(now, allowed) != PassUsability.EnabledByPolicy) return null;
        row.LastUsedDateTime = now;
        change.Record(user, Used);
        return new(now, row.EndDateTime);
    }
}
