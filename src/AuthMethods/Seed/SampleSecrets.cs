using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>Finds secrets of the sample tenant, which everybody knows, in a database that is used for real.</summary>
internal sealed class SampleSecrets(AuthDb db, IEnumerable<ISignInCredential> credentials, Passwords passwords)
{
    private const int HintLength = 3;

    /// <summary>Whether an application or an administrator of the sample tenant still has the secret that it was created with.</summary>
    public async Task<bool> ExistAsync(CancellationToken cancellation)
    {
        db.TenantId = SampleTenant.Id;
        if (!await db.Tenants.AnyAsync(cancellation)) return false;
        foreach (var secret in new[] { SampleTenant.ProvisioningSecret, SampleTenant.ReportingSecret })
        {
            var hint = secret[..HintLength];
            var hashes = await db.ApplicationCredentials.Where(c => c.Hint == hint).Select(c => c.SecretHash).ToListAsync(cancellation);
            foreach (var hash in hashes) if (await passwords.VerifyAsync(hash, secret)) return true;
        }

        var first = SampleTenant.UserId(1);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == first, cancellation) is { } user && await HasSamplePasswordAsync(user);
    }

    private async Task<bool> HasSamplePasswordAsync(UserRow user)
    {
        foreach (var credential in credentials)
        {
            var found = await credential.FindAsync(user, SampleTenant.Password, new(SampleTenant.AdminTools, IsInteractive: true));
            if (found?.Hash is { } hash && await passwords.VerifyAsync(hash, SampleTenant.Password)) return true;
        }

        return false;
    }
}
