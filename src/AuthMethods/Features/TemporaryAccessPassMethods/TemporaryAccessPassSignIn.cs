using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>A Temporary Access Pass counts as multi-factor authentication, and no token outlives it.</summary>
internal sealed class TemporaryAccessPassSignIn(AuthDb db, Writer writer, Passwords passwords, UserPolicies policies, TimeProvider time) : ISignInCredential
{
    private static readonly Activity Used = new("User signed in with Temporary Access Pass", "Update");

    public string Label => "Temporary Access Pass";

    public async Task<SignInProof?> TryAsync(UserRow user, string secret, SignInClient client)
    {
        if (!user.AccountEnabled) return null;
        if (await db.Set<TemporaryAccessPassRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id) is not { } row) return null;
        var stamp = await db.Tenants.Select(t => t.PolicyStamp).SingleAsync();
        var policy = await policies.OfAsync(db, user.Id, stamp);
        var allowed = policy.Allows(policy.Tenant.Of<TemporaryAccessPassConfiguration>());
        if (row.UsabilityAt(time.Now(), allowed) != PassUsability.EnabledByPolicy || !passwords.Verify(row.PassHash, secret)) return null;
        var trail = new AuditTrail(time.Now(), Guid.NewGuid().ToString(), user.Id, user.UserPrincipalName, client.ApplicationId, null);
        return await writer.RunAsync(user.TenantId, trail, db => UseAsync(db, row, user, allowed));
    }

    // Asked again within the change: another sign-in may have been faster, or the pass may have been replaced.
    private static async Task<SignInProof?> UseAsync(AuthDb db, TemporaryAccessPassRow found, UserRow user, bool allowed)
    {
        var now = db.Trail!.At;
        var row = await db.Set<TemporaryAccessPassRow>().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == found.Id);
        if (row?.UsabilityAt(now, allowed) != PassUsability.EnabledByPolicy) return null;
        row.LastUsedDateTime = now;
        db.Record(Used, user.Id, user.UserPrincipalName);
        return SignInProof.Of(new(now, row.EndDateTime));
    }
}
