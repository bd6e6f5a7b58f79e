using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.RecoveryCodes;

/// <summary>A recovery code signs in once.</summary>
internal sealed class RecoveryCodeSignIn(AuthDb db, Writer writer, Passwords passwords, TimeProvider time) : ISignInCredential
{
    private static readonly AuditActivity Used = new("User signed in with recovery code", "Update");

    public string Name => "Recovery code";

    public async Task<SignInProof?> TryAsync(UserRow user, string secret, SignInClient client)
    {
        var codes = await db.Set<RecoveryCodeRow>().AsNoTracking().Where(c => c.UserId == user.Id).ToListAsync();
        if (codes.Find(c => passwords.Verify(c.CodeHash, secret)) is not { } code) return null;
        var trail = new AuditTrail(time.Now(), Guid.NewGuid().ToString(), user.Id, user.UserPrincipalName, client.ApplicationId, null);
        return await writer.RunAsync(user.TenantId, trail, async db =>
        {
            if (await db.Set<RecoveryCodeRow>().Where(c => c.UserId == user.Id && c.Id == code.Id).ExecuteDeleteAsync() == 0) return null;
            db.Record(Used, user.Id, user.UserPrincipalName);
            return SignInProof.OneFactor;
        });
    }
}
