using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>
/// A WebAuthn attestation object: what an authenticator says of the key it made. The framework's handler checks all that is common to
/// its forms; here is the statement, in the two forms that Graph accepts: <c>none</c> and <c>packed</c>.
/// </summary>
internal sealed class Attestation
{
    private const int AaGuidAt = 37;
    private const int KeyIdLengthAt = AaGuidAt + 16;
    private const int KeyIdAt = KeyIdLengthAt + 2;
    private const string AaGuidExtension = "1.3.6.1.4.1.45724.1.1.4";

    private string _format = "";
    private byte[] _authenticatorData = [];
    private int _members;
    private int _algorithm;
    private byte[] _signature = [];
    private byte[][] _chain = [];

    private Attestation()
    {
    }

    public Guid AaGuid => new(_authenticatorData.AsSpan(AaGuidAt, 16), bigEndian: true);

    /// <summary>Certificates say what make the authenticator is, which counts as far as somebody who is trusted stands behind them.</summary>
    public bool HasChain => _chain.Length > 0;

    public IEnumerable<string> Thumbprints => _chain.Select(certificate =>
    {
        using var loaded = X509CertificateLoader.LoadCertificate(certificate);
        return loaded.Thumbprint.ToLowerInvariant();
    });

    public static Attestation Read(ReadOnlyMemory<byte> attestationObject)
    {
        var attestation = new Attestation();
        var reader = new CborReader(attestationObject, CborConformanceMode.Lax);
        for (var left = reader.ReadStartMap(); left > 0; left--)
        {
            switch (reader.ReadTextString())
            {
                case "fmt": attestation._format = reader.ReadTextString(); break;
                case "authData": attestation._authenticatorData = reader.ReadByteString(); break;
                case "attStmt": attestation.ReadStatement(reader); break;
                default: reader.SkipValue(); break;
            }
        }

        return attestation;
    }

    /// <param name="clientDataHash">SHA-256 of the client data.</param>
    /// <param name="roots">Who must stand at the end of a chain; when empty it need only be sound in itself, and proves nothing.</param>
    /// <param name="now">When certificates must be valid.</param>
    public bool IsValid(ReadOnlyMemory<byte> clientDataHash, X509Certificate2Collection roots, DateTimeOffset now)
    {
        byte[] signed = [.. _authenticatorData, .. clientDataHash.Span];
        return _format switch
        {
            "none" => _members == 0,
            "packed" when HasChain => IsSignedByChain(signed, roots, now),
            "packed" => IsSignedByItself(signed),
            _ => false,
        };
    }

    private void ReadStatement(CborReader reader)
    {
        _members = reader.ReadStartMap() ?? 0;
        for (var left = _members; left > 0; left--)
        {
            switch (reader.ReadTextString())
            {
                case "alg": _algorithm = reader.ReadInt32(); break;
                case "sig": _signature = reader.ReadByteString(); break;
                case "x5c": _chain = ReadChain(reader); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
    }

    private static byte[][] ReadChain(CborReader reader)
    {
        var chain = new byte[reader.ReadStartArray() ?? 0][];
        for (var i = 0; i < chain.Length; i++) chain[i] = reader.ReadByteString();
        reader.ReadEndArray();
        return chain;
    }

    /// <summary>Self attestation: the new key signs for itself, which proves that it is there and nothing else.</summary>
    private bool IsSignedByItself(byte[] signed)
    {
        var idLength = BinaryPrimitives.ReadUInt16BigEndian(_authenticatorData.AsSpan(KeyIdLengthAt));
        var (algorithm, key) = CoseKey.Read(
            new CborReader(_authenticatorData.AsMemory(KeyIdAt + idLength), CborConformanceMode.Lax, allowMultipleRootLevelValues: true));
        using (key) return algorithm == _algorithm && CoseKey.Verifies(key, _algorithm, signed, _signature);
    }

    private bool IsSignedByChain(byte[] signed, X509Certificate2Collection roots, DateTimeOffset now)
    {
        using var leaf = X509CertificateLoader.LoadCertificate(_chain[0]);
        using var key = (AsymmetricAlgorithm?)leaf.GetECDsaPublicKey() ?? leaf.GetRSAPublicKey();
        return CoseKey.Verifies(key, _algorithm, signed, _signature) && IsAttestationCertificate(leaf) && IsChain(leaf, roots, now);
    }

    /// <summary>What WebAuthn asks of a certificate that signs attestations (8.2.1).</summary>
    private bool IsAttestationCertificate(X509Certificate2 leaf)
    {
        var isForAttestation = leaf.SubjectName.EnumerateRelativeDistinguishedNames()
            .Any(name => !name.HasMultipleElements
                && name.GetSingleElementType().Value == "2.5.4.11"
                && name.GetSingleElementValue() == "Authenticator Attestation");
        var isEnd = leaf.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => !e.CertificateAuthority);
        // An OCTET STRING in the extension's own: two bytes of head, then the AAGUID.
        var isOfThisMake = leaf.Extensions[AaGuidExtension] is not { } make
            || (!make.Critical && make.RawData.Length == 18 && new Guid(make.RawData.AsSpan(2), bigEndian: true) == AaGuid);
        return leaf.Version == 3 && isForAttestation && isEnd && isOfThisMake;
    }

    private bool IsChain(X509Certificate2 leaf, X509Certificate2Collection roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        if (roots.Count == 0) chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        X509Certificate2[] intermediates = [.. _chain.Skip(1).Select(X509CertificateLoader.LoadCertificate)];
        try
        {
            chain.ChainPolicy.ExtraStore.AddRange(intermediates);
            // Without roots to compare with, what was sent along must at least belong together.
            return chain.Build(leaf) && (roots.Count > 0 || chain.ChainElements.Count == _chain.Length);
        }
        finally
        {
            foreach (var intermediate in intermediates) intermediate.Dispose();
        }
    }
}
