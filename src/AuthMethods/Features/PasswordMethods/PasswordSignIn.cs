using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PasswordMethods;

internal sealed class PasswordSignIn(AuthDb db) : ISignInCredential
{
    public string Name => "Password";

    public string Label => Name;

    public int Rank => 100;

    public Task<bool> IsUsableAsync(UserRow user) => db.Set<PasswordMethodRow>().AnyAsync(p => p.UserId == user.Id);

    public async Task<SignInCandidate?> FindAsync(UserRow user, string secret, SignInClient client)
    {
        var hash = await db.Set<PasswordMethodRow>().Where(p => p.UserId == user.Id).Select(p => p.PasswordHash).FirstOrDefaultAsync();
        return hash is null ? null : new(hash, () => Task.FromResult<SignInProof?>(SignInProof.OneFactor));
    }
}
