using System.Security.Cryptography;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>
/// The authority's RSA keys, in the database, so that all replicas have them. The first one is also a file in the data directory, so that
/// tokens stay valid with another database. A new key is published some time before it signs, and the keys before it stay valid until the
/// tokens that they signed have expired.
/// </summary>
internal sealed class SigningKeys(
    IOptions<StorageOptions> storage, IOptions<AuthorityOptions> options, IDbContextFactory<AuthDb> contexts, Writer writer, Secrets secrets,
    TimeProvider time)
{
    /// <summary>How long a key is published before it signs.</summary>
    internal static readonly TimeSpan Lead = TimeSpan.FromMinutes(2);

    // Replicas get to know of a new key within this time.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly AuditActivity Added = new("Add signing key", "Add", AuditActivity.CoreDirectory, "KeyManagement") { TargetType = "Other" };

    private static readonly AuditActivity Withdrawn = new("Withdraw signing keys", "Delete", AuditActivity.CoreDirectory, "KeyManagement") { TargetType = "Other" };

    private const string KeyFile = "authority-key.pem";

    private readonly Lock _lock = new();
    private volatile Known? _known;
    private int _refreshes;

    /// <summary>The key that signs now.</summary>
    public SigningKey Current
    {
        get
        {
            var (keys, now) = (Read(), time.OfServer().GetUtcNow());
            // The clock of the server that made the first key may be ahead.
            return keys.LastOrDefault(k => k.SignsFrom <= now) ?? keys[0];
        }
    }

    /// <summary>The keys to publish: those of tokens that may still be valid, and one that is about to sign.</summary>
    public IReadOnlyList<SigningKey> Valid
    {
        get
        {
            var (keys, now) = (Read(), time.OfServer().GetUtcNow());
            return [.. keys.Where((_, i) => i + 1 == keys.Count || keys[i + 1].SignsFrom + options.Value.AccessTokenLifetime + ClockSkew > now)];
        }
    }

    /// <summary>The valid key with an id; null if there is none.</summary>
    public SecurityKey? Find(string id) => Valid.FirstOrDefault(k => k.Id == id)?.Security;

    /// <summary>
    /// Whether a token that was accepted before still is, because its key was not withdrawn. It waits for the database only if nobody has asked for
    /// <see cref="Lead"/>.
    /// </summary>
    public bool IsKnown(string id)
    {
        if (_known is not { } known) return true;
        var age = time.OfServer().GetUtcNow() - known.At;
        if (age >= MaxAge && age < Lead && Interlocked.Exchange(ref _refreshes, 1) == 0) _ = Task.Run(Refresh);
        foreach (var key in age < Lead ? known.Keys : Read())
        {
            if (key.Id == id) return true;
        }

        return false;
    }

    private void Refresh()
    {
        try
        {
            Read();
        }
#pragma warning disable CA1031 // The next request tries again, and one that needs the keys reports it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            Volatile.Write(ref _refreshes, 0);
        }
    }

    /// <summary>Adds a key, which signs after <see cref="Lead"/>.</summary>
    public async Task<SigningKey> RotateAsync()
    {
        using var rsa = RSA.Create(2048);
        var (pem, from) = (rsa.ExportPkcs8PrivateKeyPem(), time.OfServer().Now() + Lead);
        while (!await TryAddAsync(Read()[^1].Number + 1, pem, from)) Forget();
        Forget();
        return Read()[^1];
    }

    /// <summary>
    /// Replaces all keys by a new one, which signs at once, because somebody else may have one of them. Tokens that they signed are refused: here
    /// from now on, on other servers within <see cref="Lead"/>.
    /// </summary>
    public async Task<SigningKey> WithdrawAsync()
    {
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportPkcs8PrivateKeyPem();
        var encrypted = secrets.Encrypt(pem);
        await writer.RunAsync(Guid.Empty, AuditTrail.Server(time), async change =>
        {
            var last = await change.Set<SigningKeyRow>().MaxAsync(k => (int?)k.Number) ?? 0;
            await change.Set<SigningKeyRow>().Where(k => k.Number <= last).ExecuteDeleteAsync();
            change.Add(new SigningKeyRow { Number = last + 1, Key = encrypted, SignsFromDateTime = change.Now });
            change.Record(Withdrawn, Guid.Empty, $"{last + 1}");
            return true;
        });
        // Otherwise another database would begin with the old key.
        Replace(Path.Combine(storage.Value.Directory, KeyFile), pem);
        Forget();
        return Read()[^1];
    }

    private List<SigningKey> Read()
    {
        if (_known is { } known && time.OfServer().GetUtcNow() - known.At < MaxAge) return known.Keys;
        if (!_lock.TryEnter())
        {
            // While another request reads them, the earlier ones will do: a new key signs much later.
            if (_known is { } earlier && time.OfServer().GetUtcNow() - earlier.At < Lead) return earlier.Keys;
            _lock.Enter();
        }

        try
        {
            if (_known is { } other && time.OfServer().GetUtcNow() - other.At < MaxAge) return other.Keys;
            var keys = Load();
            if (keys.Count == 0)
            {
                // If another replica is faster, its key is used.
                TryAddAsync(1, FirstKey(storage.Value.Directory), time.OfServer().Now()).GetAwaiter().GetResult();
                keys = Load();
            }

            _known = new(keys, time.OfServer().GetUtcNow());
            return keys;
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Forget()
    {
        lock (_lock) _known = _known is { } known ? known with { At = DateTimeOffset.MinValue } : null;
    }

    private List<SigningKey> Load()
    {
        using var db = contexts.CreateDbContext();
        var rows = db.Set<SigningKeyRow>().AsNoTracking().OrderBy(k => k.Number).ToList();
        return [.. rows.Select(r => _known?.Keys.Find(k => k.Number == r.Number) ?? new SigningKey(r.Number, secrets.Decrypt(r.Key), r.SignsFromDateTime))];
    }

    private Task<bool> TryAddAsync(int number, string pem, DateTimeOffset from)
    {
        var encrypted = secrets.Encrypt(pem);
        return writer.RunAsync(Guid.Empty, AuditTrail.Server(time), change =>
        {
            change.Add(new SigningKeyRow { Number = number, Key = encrypted, SignsFromDateTime = from });
            change.Record(Added, Guid.Empty, $"{number}");
            return change.TrySaveAsync();
        });
    }

    /// <summary>The key in the data directory, which is created if there is none.</summary>
    internal static string FirstKey(string directory)
    {
        PrivateFiles.CreateDirectory(directory);
        var path = Path.Combine(directory, KeyFile);
        if (!File.Exists(path)) Create(path);
        return File.ReadAllText(path);
    }

    /// <summary>Writes a new key. If two processes start at the same time, both use the key of the first.</summary>
    private static void Create(string path)
    {
        using var rsa = RSA.Create(2048);
        var draft = $"{path}.{Guid.NewGuid():N}";
        PrivateFiles.Write(draft, rsa.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static void Replace(string path, string pem)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        PrivateFiles.Write(draft, pem);
        File.Move(draft, path, overwrite: true);
    }

    private sealed record Known(List<SigningKey> Keys, DateTimeOffset At);
}

/// <summary>An RSA key that signs tokens.</summary>
internal sealed class SigningKey
{
    public SigningKey(int number, string pem, DateTimeOffset signsFrom)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        Id = WebEncoders.Base64UrlEncode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())[..16]);
        (Number, SignsFrom, Security) = (number, signsFrom, new(rsa) { KeyId = Id });
    }

    public int Number { get; }

    public DateTimeOffset SignsFrom { get; }

    /// <summary>The key's <c>kid</c>: its thumbprint.</summary>
    public string Id { get; }

    internal RsaSecurityKey Security { get; }

    internal SigningCredentials Credentials => new(Security, SecurityAlgorithms.RsaSha256);
}
