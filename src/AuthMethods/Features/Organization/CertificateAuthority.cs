using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Organization;

/// <summary>Graph's <c>certificateAuthority</c>.</summary>
/// <param name="Issuer">The distinguished name of the certificate's issuer, from the certificate.</param>
/// <param name="IssuerSki">The certificate's subject key identifier in hexadecimal digits, from the certificate.</param>
public sealed record CertificateAuthority(
    bool IsRootAuthority, string? CertificateRevocationListUrl, string? DeltaCertificateRevocationListUrl, byte[] Certificate, string Issuer, string IssuerSki)
{
    private const string Resource = "CertificateAuthority";
    private const int MaxUrlLength = 1024;

    internal static CertificateAuthority Read(GraphBody body)
    {
        var sent = body.Parameters();
        var isRoot = sent.Flag("isRootAuthority") ?? throw GraphErrors.ValueRequired("isRootAuthority", Resource);
        using var certificate = Parse(sent.Text("certificate") ?? throw GraphErrors.ValueRequired("certificate", Resource));
        // A root authority signs its own certificate, an intermediate one doesn't.
        if (isRoot != certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
        {
            throw GraphErrors.InvalidValue("isRootAuthority", Resource);
        }

        return new(
            isRoot, Url(sent, "certificateRevocationListUrl"), Url(sent, "deltaCertificateRevocationListUrl"),
            certificate.RawData, certificate.Issuer, SubjectKeyIdentifier(certificate));
    }

    private static X509Certificate2 Parse(string base64)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw GraphErrors.InvalidValue("certificate", Resource);
        }
    }

    /// <summary>From the extension, or computed from the key as the extension usually is.</summary>
    private static string SubjectKeyIdentifier(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()
            ?? new X509SubjectKeyIdentifierExtension(certificate.PublicKey, critical: false);
        return extension.SubjectKeyIdentifier ?? "";
    }

    private static string? Url(GraphBody.Sent sent, string name)
    {
        if (sent.Text(name) is not { } text) return null;
        var isValid = text.Length <= MaxUrlLength && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        return isValid ? text : throw GraphErrors.InvalidValue(name, Resource);
    }
}
