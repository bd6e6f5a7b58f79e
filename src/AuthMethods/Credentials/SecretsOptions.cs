using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

/// <summary>The section <c>Secrets</c>: the certificate that protects the keys in the database.</summary>
public sealed class SecretsOptions
{
    /// <summary>A file with an RSA certificate: PEM, or PKCS #12 with its private key.</summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file with the private key, if it is not in the file of the certificate.</summary>
    public string? CertificateKey { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>Files of earlier certificates with their private keys, which keys in the database may still be protected by.</summary>
    public IReadOnlyList<string> PreviousCertificates { get; set; } = [];

    public bool IsConfigured => !string.IsNullOrEmpty(Certificate);

    /// <summary>The certificate for new keys, and then the earlier ones; none if the keys are stored in clear text.</summary>
    internal X509Certificate2[] Load() => IsConfigured
        ? [Load(Certificate!, CertificateKey), .. PreviousCertificates.Select(path => Load(path, null))]
        : [];

    private X509Certificate2 Load(string path, string? keyPath)
    {
        var isPem = File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);
        var certificate = !isPem ? X509CertificateLoader.LoadPkcs12FromFile(path, CertificatePassword)
            : string.IsNullOrEmpty(CertificatePassword) ? X509Certificate2.CreateFromPemFile(path, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, CertificatePassword, keyPath);
        return certificate.HasPrivateKey && certificate.PublicKey.GetRSAPublicKey() is not null
            ? certificate
            : throw new CryptographicException($"{path} has no RSA certificate with its private key.");
    }
}

internal sealed class SecretsOptionsValidator : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        try
        {
            foreach (var certificate in options.Load()) certificate.Dispose();
            return options.IsConfigured || options.PreviousCertificates.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Secrets:PreviousCertificates needs Secrets:Certificate, which protects new keys.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return ValidateOptionsResult.Fail($"Secrets:Certificate cannot be used: {e.Message}");
        }
    }
}
