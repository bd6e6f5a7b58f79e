using System.Xml.Linq;
using AuthMethods.Storage;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

/// <summary>
/// Protects the keys in the database by the certificate in <c>Secrets:Certificate</c>, also those that were stored in clear text or
/// under an earlier certificate. Data Protection itself does so only for new keys.
/// </summary>
internal sealed class KeyProtection(Writer writer, Secrets secrets, IOptions<SecretsOptions> options, TimeProvider time)
{
    private static readonly AuditActivity Updated = new("Update encryption key", "Update", AuditActivity.CoreDirectory, "KeyManagement") { TargetType = "Other" };
    private static readonly XNamespace DataProtection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Encrypted = DataProtection + "encryptedSecret";
    private static readonly XName MustBeEncrypted = DataProtection + "requiresEncryption";

    /// <summary>Returns how many keys are stored, all of them protected by the current certificate.</summary>
    public async Task<int> ProtectAsync(CancellationToken cancellation)
    {
        using var certificate = options.Value.Load()[0];
        var (encrypt, decrypt) = (new CertificateXmlEncryptor(certificate, NullLoggerFactory.Instance), secrets.Decryptor());
        return await writer.RunAsync(Guid.Empty, AuditTrail.Server(time), async change =>
        {
            var keys = await change.Set<EncryptionKeyRow>().ToListAsync(cancellation);
            foreach (var key in keys)
            {
                key.Xml = Protect(XElement.Parse(key.Xml), encrypt, decrypt).ToString(SaveOptions.DisableFormatting);
                change.Record(Updated, Guid.Empty, key.Name);
            }

            return keys.Count;
        }, cancellation);
    }

    private static XElement Protect(XElement key, CertificateXmlEncryptor encrypt, EncryptedXmlDecryptor decrypt)
    {
        foreach (var wrapped in key.Descendants(Encrypted).ToArray()) wrapped.ReplaceWith(decrypt.Decrypt(wrapped.Elements().Single()));
        foreach (var secret in key.Descendants().Where(e => (bool?)e.Attribute(MustBeEncrypted) == true).ToArray())
        {
            var result = encrypt.Encrypt(secret);
            secret.ReplaceWith(new XElement(Encrypted, new XAttribute("decryptorType", result.DecryptorType.AssemblyQualifiedName!), result.EncryptedElement));
        }

        return key;
    }
}
