using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AppPasswords;

/// <summary>Accepts app passwords from clients that support only passwords, while the user has per-user multi-factor authentication.</summary>
internal sealed class AppPasswordSignIn(AuthDb db) : ISignInCredential
{
    public string Name => "App Password";

    public async Task<SignInCandidate?> FindAsync(UserRow user, string secret, SignInClient client)
    {
        if (client.IsInteractive || user.PerUserMfaState == PerUserMfaState.Disabled) return null;
        var hash = AppPasswordRow.HashOf(user.TenantId, user.Id, secret);
        return await db.Set<AppPasswordRow>().AnyAsync(p => p.UserId == user.Id && p.Hash == hash)
            ? SignInCandidate.Recognized(() => Task.FromResult<SignInProof?>(SignInProof.InPlaceOfFactors))
            : null;
    }
}
