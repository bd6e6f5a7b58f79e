using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Credentials;

/// <summary>
/// Hashes texts with a key of the tenant's that is stored encrypted and that all servers share: the database alone doesn't tell which texts
/// they were.
/// </summary>
internal sealed class KeyedHashes(IDbContextFactory<AuthDb> contexts, Writer writer, Secrets secrets, TimeProvider time)
{
    private const int KeyLength = 32;

    private readonly ConcurrentDictionary<Guid, byte[]> _keys = new();

    /// <summary>The hash of some texts in this order: 64 hexadecimal digits.</summary>
    public async Task<string> OfAsync(Guid tenant, params string[] texts)
    {
        if (!_keys.TryGetValue(tenant, out var key)) key = _keys.GetOrAdd(tenant, await LoadAsync(tenant));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(texts))));
    }

    private async Task<byte[]> LoadAsync(Guid tenant)
    {
        if (await FindAsync(tenant) is { } known) return known;
        var created = new TenantDocumentRow
        {
            TenantId = tenant,
            Name = TenantDocumentRow.KeyOfHashes,
            Json = JsonSerializer.Serialize(secrets.Encrypt(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)))),
        };
        // Another server may store one at the same time; then both use the first.
        await writer.RunAsync(tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(() =>
        {
            change.Add(created);
            return change.TrySaveAsync();
        }));
        return (await FindAsync(tenant))!;
    }

    private async Task<byte[]?> FindAsync(Guid tenant)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.TenantId = tenant;
        var json = await db.Set<TenantDocumentRow>().Where(d => d.Name == TenantDocumentRow.KeyOfHashes).Select(d => d.Json).SingleOrDefaultAsync();
        return json is null ? null : Convert.FromBase64String(secrets.Decrypt(JsonSerializer.Deserialize<string>(json)!));
    }
}
