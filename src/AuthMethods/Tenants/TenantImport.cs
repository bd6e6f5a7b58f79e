using System.Security.Cryptography;
using System.Text.Json;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuthMethods.Tenants;

/// <summary>
/// Stores an export. Secrets that it lacks are replaced by some that nobody knows, unless the tenant has the same method already; with
/// <c>testPassword</c> in the document, all its users sign in with that password.
/// </summary>
internal sealed class TenantImport(AuthDb db, Writer writer, Passwords passwords, Secrets secrets, StoredClocks clocks, TimeProvider time)
{
    private const int SecretLength = 20;

    /// <summary>Replaces all that is in a tenant, except the secrets of its applications, its snapshots and its clock.</summary>
    public async Task<Outcome> ReplaceAsync(Guid tenant, JsonElement json)
    {
        var imported = Read(tenant, json, domain: null);
        return await clocks.AfterAsync(tenant, writer.RunAsync<Outcome>(tenant, AuditTrail.Server(time), async change =>
        {
            var kept = await KeptAsync(change, imported);
            GraphException? refusal = null;
            var isDone = await TenantSnapshots.TryReplaceAsync(change, async () =>
            {
                change.AddRange(kept);
                return (refusal = await InsertAsync(change, imported)) is null;
            }, CancellationToken.None);
            if (!isDone) change.Undo();
            return refusal is null ? Outcome.Done : refusal;
        }));
    }

    /// <param name="tenant">The tenant that the rows will belong to.</param>
    /// <param name="json">The document.</param>
    /// <param name="domain">Replaces the default domain, and those below it; null for that of the document.</param>
    public ImportedTenant Read(Guid tenant, JsonElement json, string? domain)
    {
        var text = json.GetRawText().Replace(ExportedTables.TenantId, tenant.ToString(), StringComparison.OrdinalIgnoreCase)
            .Replace(ExportedTables.GraphId, PublishedApi.RowIn(tenant).Id.ToString(), StringComparison.OrdinalIgnoreCase);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(text);
        var imported = ImportedTenant.Read(db, tenant, document.RootElement, SecretOf, time.OfServer().Now());
        if (domain is null || domain == imported.DefaultDomain) return imported;
        var names = Domains.OfCopy([.. imported.Of<DomainRow>().Select(d => d.Name)], imported.DefaultDomain, domain);
        using var renamed = JsonDocument.Parse((string)new TenantCopy(new Dictionary<Guid, Guid>(), names).Of(text)!);
        return ImportedTenant.Read(db, tenant, renamed.RootElement, SecretOf, time.OfServer().Now());

        string SecretOf(IProperty property, string? password)
        {
            if (property.Name.StartsWith("Encrypted", StringComparison.Ordinal))
            {
                return secrets.Encrypt(Base32.Encode(RandomNumberGenerator.GetBytes(SecretLength)));
            }

            if (password is null || property.Name != ExportedTables.PasswordHash) return passwords.Unmatchable;
            return known[password] = known.GetValueOrDefault(password) ?? passwords.HashSample(password);
        }
    }

    /// <summary>Adds the rows to a change in a tenant without rows. A refusal leaves some of them: the change must be undone.</summary>
    public static async Task<GraphException?> InsertAsync(Change change, ImportedTenant imported)
    {
        change.Add(imported.Tenant);
        change.AddRange(imported.Of<DomainRow>());
        if (!await change.TrySaveAsync()) return TenantErrors.DomainTaken(imported.DefaultDomain);
        change.AddRange(imported.Rows.Where(row => row is not DomainRow));
        if (imported.Of<ServicePrincipalRow>().All(s => s.AppId != ServicePrincipalRow.GraphAppId)) change.Add(PublishedApi.RowIn(change.TenantId));
        if (!await change.TrySaveAsync()) return TenantErrors.NoExport("two of its objects have the same name or key");
        await change.CompleteAsync(CancellationToken.None);
        return await RolesInForce.RefreshAsync(change, imported.Of<UserRow>().Select(u => u.Id));
    }

    /// <summary>What stays of a tenant whose rows are replaced: the secrets of applications and methods that the document has too, and the clock.</summary>
    private static async Task<List<object>> KeptAsync(Change change, ImportedTenant imported)
    {
        var methods = await change.AuthenticationMethods.AsNoTracking().ToDictionaryAsync(m => (m.UserId, m.Id));
        foreach (var method in imported.Of<AuthenticationMethodRow>().Where(m => !imported.HasSecret(m)))
        {
            if (!methods.TryGetValue((method.UserId, method.Id), out var known) || known.GetType() != method.GetType()) continue;
            foreach (var secret in ExportedTables.AllSecretsOf(change.Rows.Model.FindEntityType(method.GetType())!))
            {
                secret.PropertyInfo!.SetValue(method, secret.PropertyInfo.GetValue(known));
            }
        }

        var owners = imported.Of<ApplicationRow>().Select(a => a.Id).Concat(imported.Of<ServicePrincipalRow>().Select(s => s.Id)).ToHashSet();
        var credentials = await change.ApplicationCredentials.AsNoTracking().ToListAsync();
        return [.. credentials.Where(c => owners.Contains(c.OwnerId)), .. await change.Set<TenantClockRow>().AsNoTracking().ToListAsync()];
    }
}
