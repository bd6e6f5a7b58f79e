using System.Security.Cryptography;
using AuthMethods.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Credentials;

/// <summary>
/// Encrypts secrets that must be read back, such as those of one-time codes; secrets that are only compared are hashed by
/// <see cref="Passwords"/>. Encrypting may store a new key, so it is done before a change begins, never within one.
/// </summary>
internal sealed class Secrets : IDisposable
{
    private readonly ServiceProvider _protection;
    private readonly Lazy<IDataProtector> _protector;

    // Uses its own service container, because the host's would load the keys before the server listens.
    internal Secrets(EncryptionKeys keys, SecretsOptions options)
    {
        var services = new ServiceCollection();
        var protection = services.AddDataProtection().SetApplicationName("AuthMethods");
        if (options.Load() is [var current, ..] certificates)
        {
            protection.ProtectKeysWithCertificate(current).UnprotectKeysWithAnyCertificate(certificates);
        }

        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        _protection = services.BuildServiceProvider();
        _protector = new(() => ProtectorOf("AuthMethods.Secrets"));
    }

    public string Encrypt(string secret) => _protector.Value.Protect(secret);

    /// <summary>A protector for one purpose; others can't decrypt its output.</summary>
    internal IDataProtector ProtectorOf(string purpose) => _protection.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);

    /// <summary>Reads keys that a configured certificate protects.</summary>
    internal EncryptedXmlDecryptor Decryptor() => new(_protection);

    /// <summary>How many keys are stored, and how many of them can be used with the configured certificates.</summary>
    internal (int Stored, int Usable) CountKeys()
    {
        var keys = _protection.GetRequiredService<IKeyManager>().GetAllKeys();
        return (keys.Count, keys.Count(IsUsable));

        static bool IsUsable(IKey key)
        {
            try
            {
                return key.CreateEncryptor() is not null;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    public string Decrypt(string encrypted) => _protector.Value.Unprotect(encrypted);

    public void Dispose() => _protection.Dispose();
}
