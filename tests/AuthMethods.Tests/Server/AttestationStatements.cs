using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AuthMethods.Tests.Server;

/// <summary>The subject of an attestation statement.</summary>
internal sealed record AttestedKey(ECDsa Key, byte[] CredentialId, byte[] AuthenticatorData, byte[] ClientDataHash)
{
    public byte[] Signed => [.. AuthenticatorData, .. ClientDataHash];

    public ECPoint Point => Key.ExportParameters(false).Q;
}

/// <summary>Attestation statements in the formats of WebAuthn that carry certificates, other than packed.</summary>
internal static class AttestationStatements
{
    private const int Es256 = -7;

    public static SoftwareAuthenticator Authenticator(string format, AttestationIssuer issuer) => new()
    {
        Format = format,
        AaGuid = format == "fido-u2f" ? Guid.Empty : new("2fc0579f-8113-47ea-b116-bb5a8db9202a"),
        Statement = key => format switch
        {
            "fido-u2f" => FidoU2f(key, issuer),
            "android-key" => AndroidKey(key, issuer),
            "apple" => Apple(key, issuer),
            "tpm" => Tpm(key, issuer),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        },
    };

    private static Dictionary<string, object> FidoU2f(AttestedKey key, AttestationIssuer issuer) => new()
    {
        ["x5c"] = new[] { issuer.Leaf },
        ["sig"] = Sign(issuer.Key, [0, .. key.AuthenticatorData[..32], .. key.ClientDataHash, .. key.CredentialId, 4, .. key.Point.X!, .. key.Point.Y!]),
    };

    private static Dictionary<string, object> AndroidKey(AttestedKey key, AttestationIssuer issuer)
    {
        var description = new AsnWriter(AsnEncodingRules.DER);
        using (description.PushSequence())
        {
            description.WriteInteger(3);
            description.WriteEnumeratedValue(SecurityLevel.TrustedEnvironment);
            description.WriteInteger(4);
            description.WriteEnumeratedValue(SecurityLevel.TrustedEnvironment);
            description.WriteOctetString(key.ClientDataHash);
            description.WriteOctetString([]);
            description.PushSequence().Dispose();
            // Enforced by the hardware: the key is for signing and was generated in it.
            using (description.PushSequence())
            {
                using (description.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                using (description.PushSetOf())
                {
                    description.WriteInteger(2);
                }

                using (description.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 702)))
                {
                    description.WriteInteger(0);
                }
            }
        }

        var leaf = issuer.Certify("CN=Android Keystore Key", key.Key, new X509Extension("1.3.6.1.4.1.11129.2.1.17", description.Encode(), false));
        return new() { ["alg"] = Es256, ["sig"] = Sign(key.Key, key.Signed), ["x5c"] = new[] { leaf, issuer.Root } };
    }

    private static Dictionary<string, object> Apple(AttestedKey key, AttestationIssuer issuer)
    {
        var nonce = new AsnWriter(AsnEncodingRules.DER);
        using (nonce.PushSequence())
        using (nonce.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
        {
            nonce.WriteOctetString(SHA256.HashData(key.Signed));
        }

        var leaf = issuer.Certify("CN=Apple", key.Key, new X509Extension("1.2.840.113635.100.8.2", nonce.Encode(), false));
        return new() { ["x5c"] = new[] { leaf, issuer.Root } };
    }

    private static Dictionary<string, object> Tpm(AttestedKey key, AttestationIssuer issuer)
    {
        // TPMT_PUBLIC: an ECC key on P-256, named by SHA-256, without scheme and policy.
        byte[] area = [0, 0x23, 0, 0x0B, 0, 6, 4, 0x72, 0, 0, 0, 0x10, 0, 0x10, 0, 3, 0, 0x10, 0, 32, .. key.Point.X!, 0, 32, .. key.Point.Y!];
        // TPMS_ATTEST of TPM2_Certify; the clock and the firmware's version don't matter.
        byte[] certified =
        [
            0xFF, 0x54, 0x43, 0x47, 0x80, 0x17, 0, 0, 0, 32, .. SHA256.HashData(key.Signed), .. new byte[17 + 8],
            0, 34, 0, 0x0B, .. SHA256.HashData(area), 0, 0,
        ];
        var leaf = issuer.Certify(
            "", issuer.Key,
            new X509Extension("2.5.29.17", DeviceAttributes(), true),
            new X509EnhancedKeyUsageExtension([new Oid("2.23.133.8.3")], false));
        return new()
        {
            ["ver"] = "2.0", ["alg"] = Es256, ["sig"] = Sign(issuer.Key, certified), ["certInfo"] = certified, ["pubArea"] = area, ["x5c"] = new[] { leaf },
        };
    }

    /// <summary>An alternative name with the maker, model and version of a TPM.</summary>
    private static byte[] DeviceAttributes()
    {
        var name = new AsnWriter(AsnEncodingRules.DER);
        using (name.PushSequence())
        using (name.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        using (name.PushSequence())
        {
            foreach (var (oid, value) in new[] { ("2.23.133.2.1", "id:494E5443"), ("2.23.133.2.2", "Model"), ("2.23.133.2.3", "id:00010000") })
            {
                using (name.PushSetOf())
                using (name.PushSequence())
                {
                    name.WriteObjectIdentifier(oid);
                    name.WriteCharacterString(UniversalTagNumber.UTF8String, value);
                }
            }
        }

        return name.Encode();
    }

    private static byte[] Sign(ECDsa key, byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private enum SecurityLevel
    {
        TrustedEnvironment = 1,
    }
}
