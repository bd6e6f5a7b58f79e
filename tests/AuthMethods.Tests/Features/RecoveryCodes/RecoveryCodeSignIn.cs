using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.RecoveryCodes;

/// <summary>A recovery code signs in once.</summary>
internal sealed class RecoveryCodeSignIn(AuthDb db, Writer writer, TimeProvider time) : ISignInCredential
{
    private static readonly AuditActivity Used = new("User signed in with recovery code", "Update");

    public string Name => "Recovery code";

    public async Task<SignInCandidate?> FindAsync(UserRow user, string secret, SignInClient client)
    {
        var hash = RecoveryCodeRow.HashOf(secret);
        var code = await db.Set<RecoveryCodeRow>().AsNoTracking().FirstOrDefaultAsync(c => c.UserId == user.Id && c.CodeHash == hash);
        return code is null ? null : SignInCandidate.Recognized(() => UseAsync(code.Id, user, client));
    }

    private Task<SignInProof?> UseAsync(string id, UserRow user, SignInClient client)
    {
        var trail = new AuditTrail(time.Now(), Guid.NewGuid().ToString(), user.Id, user.UserPrincipalName, client.ApplicationId, null);
        return writer.RunAsync(user.TenantId, trail, async db =>
        {
            if (await db.Set<RecoveryCodeRow>().Where(c => c.UserId == user.Id && c.Id == id).ExecuteDeleteAsync() == 0) return null;
            db.Record(Used, user.Id, user.UserPrincipalName);
            return SignInProof.OneFactor;
        });
    }
}
