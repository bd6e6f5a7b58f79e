using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PasswordMethods;

internal sealed class PasswordSignIn(AuthDb db) : ISignInCredential
{
    public string Name => "Password";

    public string Label => Name;

    public async Task<SignInCandidate?> FindAsync(UserRow user, string secret, SignInClient client)
    {
        var hash = await db.Set<PasswordMethodRow>().Where(p => p.UserId == user.Id).Select(p => p.PasswordHash).FirstOrDefaultAsync();
        return hash is null ? null : new(hash, () => Task.FromResult<SignInProof?>(SignInProof.OneFactor));
    }
}
