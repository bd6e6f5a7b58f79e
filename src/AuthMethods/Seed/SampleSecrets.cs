using AuthMethods.Credentials;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>Finds secrets of the sample tenant, which everybody knows, in a database that is used for real.</summary>
internal sealed class SampleSecrets(IDbContextFactory<AuthDb> contexts, Passwords passwords)
{
    /// <summary>Whether a user or an application of the sample tenant still has the secret that it was created with.</summary>
    public async Task<bool> ExistAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.TenantId = SampleTenant.Id;
        if (!await db.Tenants.AnyAsync(cancellation)) return false;
        var secrets = await db.ApplicationCredentials
            .Where(c => c.Hint == SampleTenant.ProvisioningSecret.Substring(0, 3) || c.Hint == SampleTenant.ReportingSecret.Substring(0, 3))
            .Select(c => c.SecretHash).ToListAsync(cancellation);
        if (await MatchAsync(secrets, SampleTenant.ProvisioningSecret) || await MatchAsync(secrets, SampleTenant.ReportingSecret)) return true;
        // The sample users share one hash.
        var hashes = await db.Set<PasswordMethodRow>().GroupBy(p => p.PasswordHash).Where(same => same.Count() > 1).Select(same => same.Key)
            .ToListAsync(cancellation);
        return await MatchAsync(hashes, SampleTenant.Password);
    }

    private async Task<bool> MatchAsync(IEnumerable<string?> hashes, string secret)
    {
        foreach (var hash in hashes) if (await passwords.VerifyAsync(hash, secret)) return true;
        return false;
    }
}
