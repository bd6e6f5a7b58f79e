using AuthMethods.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
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
    internal Secrets(EncryptionKeys keys)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("AuthMethods");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        _protection = services.BuildServiceProvider();
        _protector = new(() => ProtectorOf("AuthMethods.Secrets"));
    }

    public string Encrypt(string secret) => _protector.Value.Protect(secret);

    /// <summary>A protector for one purpose; others can't decrypt its output.</summary>
    internal IDataProtector ProtectorOf(string purpose) => _protection.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);

    public string Decrypt(string encrypted) => _protector.Value.Unprotect(encrypted);

    public void Dispose() => _protection.Dispose();
}
