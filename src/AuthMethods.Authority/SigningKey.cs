using System.Security.Cryptography;
using AuthMethods.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>The authority's RSA key. It is created once and stored in the data directory, so that tokens stay valid after a restart.</summary>
internal sealed class SigningKey(IOptions<StorageOptions> storage)
{
    private readonly Lazy<(RsaSecurityKey Key, string Id)> _key = new(() => Load(storage.Value.Directory));

    internal RsaSecurityKey Security => _key.Value.Key;

    /// <summary>The key's <c>kid</c>: its thumbprint.</summary>
    public string Id => _key.Value.Id;

    internal SigningCredentials Credentials => new(Security, SecurityAlgorithms.RsaSha256);

    private static (RsaSecurityKey, string) Load(string directory)
    {
        PrivateFiles.CreateDirectory(directory);
        var path = Path.Combine(directory, "authority-key.pem");
        var rsa = RSA.Create();
        if (!File.Exists(path)) Create(path);
        rsa.ImportFromPem(File.ReadAllText(path));
        var id = WebEncoders.Base64UrlEncode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())[..16]);
        return (new(rsa) { KeyId = id }, id);
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
}
