using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Storage;

namespace AuthMethods.Server;

/// <summary>
/// The certificate for https in Development if none is configured. It is created once and stored in the data directory as PEM files, so
/// that clients can be set up to trust it.
/// </summary>
internal static class DevelopmentCertificate
{
    public const string FileName = "development-certificate.pem";
    private const string KeyFileName = "development-certificate-key.pem";

    /// <summary>Loads the stored certificate, or creates one if there is none or it expires soon.</summary>
    public static X509Certificate2 LoadOrCreate(string directory)
    {
        var (path, keyPath) = (Path.Combine(directory, FileName), Path.Combine(directory, KeyFileName));
        if (File.Exists(path) && File.Exists(keyPath))
        {
            var known = Load(path, keyPath);
            if (known.NotAfter > DateTime.Now.AddDays(7)) return known;
            known.Dispose();
        }

        PrivateFiles.CreateDirectory(directory);
        using var key = RSA.Create(2048);
        using var certificate = Request(key).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        Replace(path, certificate.ExportCertificatePem());
        Replace(keyPath, key.ExportPkcs8PrivateKeyPem());
        return Load(path, keyPath);
    }

    private static X509Certificate2 Load(string path, string keyPath)
    {
        var certificate = X509Certificate2.CreateFromPemFile(path, keyPath);
        if (!OperatingSystem.IsWindows()) return certificate;
        // Windows can't serve a certificate whose key was never stored.
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static CertificateRequest Request(RSA key)
    {
        var request = new CertificateRequest("CN=AuthMethods development", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("host.docker.internal");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        // Not a certificate authority: trusting it trusts nothing signed with its key.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }

    private static void Replace(string path, string text)
    {
        File.Delete(path);
        PrivateFiles.Write(path, text);
    }
}
