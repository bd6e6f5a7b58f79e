using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AuthMethods.Features.Authenticators;

/// <summary>An authenticator with at most one passkey: a key on the curve P-256, in the formats of WebAuthn.</summary>
internal sealed record Passkey(Guid AaGuid, AttestationFormat Attestation, bool IsSynced)
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte BackupEligible = 0x08;
    private const byte BackedUp = 0x10;
    private const byte HasKey = 0x40;
    private const int Es256 = -7;

    /// <summary>In base64url; null until the passkey is created.</summary>
    public string? CredentialId { get; init; }

    /// <summary>The domain that it was created for.</summary>
    public string? RelyingPartyId { get; init; }

    /// <summary>The id of its user, as the server that it was created for wrote it.</summary>
    public string? UserHandle { get; init; }

    /// <summary>PKCS #8.</summary>
    public byte[]? PrivateKey { get; init; }

    /// <summary>Creates the passkey, in place of the one before, and the answer to the server that asked for it.</summary>
    public (Passkey Created, CreatedCredential Answer) Create(CeremonyRequest options)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = RandomNumberGenerator.GetBytes(32);
        var created = this with
        {
            CredentialId = Base64Url.EncodeToString(id),
            RelyingPartyId = options.RelyingPartyId,
            UserHandle = options.UserHandle,
            PrivateKey = key.ExportPkcs8PrivateKey(),
        };
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)id.Length);
        var clientData = ClientData("webauthn.create", options);
        byte[] data = [.. created.AuthenticatorData(HasKey, signCount: 0), .. AaGuid.ToByteArray(bigEndian: true), .. length, .. id, .. PublicKeyOf(key)];
        var attestation = AttestationObject(data, key, clientData);
        return (created, new(
            created.CredentialId, created.CredentialId, "public-key",
            new(Base64Url.EncodeToString(clientData), Base64Url.EncodeToString(attestation)), new()));
    }

    /// <summary>Signs in with the passkey. It must have been created for the relying party.</summary>
    public AuthenticatorAssertion Get(CeremonyRequest options, uint signCount)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(PrivateKey, out _);
        var clientData = ClientData("webauthn.get", options);
        var data = AuthenticatorData(0, signCount);
        var signature = key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new(
            CredentialId!, CredentialId!, "public-key",
            new(Base64Url.EncodeToString(clientData), Base64Url.EncodeToString(data), Base64Url.EncodeToString(signature), UserHandle), new());
    }

    private static byte[] ClientData(string type, CeremonyRequest options) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object> { ["type"] = type, ["challenge"] = options.Challenge, ["origin"] = options.Origin, ["crossOrigin"] = false });

    private byte[] AuthenticatorData(byte flags, uint signCount)
    {
        var synced = IsSynced ? BackupEligible | BackedUp : 0;
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, signCount);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingPartyId!)), (byte)(UserPresent | UserVerified | synced | flags), .. count];
    }

    /// <summary>The public key as COSE writes it: type, algorithm, curve and point.</summary>
    private static byte[] PublicKeyOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, Es256), (-1, 1) })
        {
            cbor.WriteInt32(label);
            cbor.WriteInt32(value);
        }

        cbor.WriteInt32(-2);
        cbor.WriteByteString(point.X!);
        cbor.WriteInt32(-3);
        cbor.WriteByteString(point.Y!);
        cbor.WriteEndMap();
        return cbor.Encode();
    }

    private byte[] AttestationObject(byte[] authenticatorData, ECDsa key, byte[] clientData)
    {
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString(Attestation == AttestationFormat.Packed ? "packed" : "none");
        cbor.WriteTextString("attStmt");
        if (Attestation == AttestationFormat.Packed)
        {
            cbor.WriteStartMap(2);
            cbor.WriteTextString("alg");
            cbor.WriteInt32(Es256);
            cbor.WriteTextString("sig");
            cbor.WriteByteString(key.SignData(
                [.. authenticatorData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
        else
        {
            cbor.WriteStartMap(0);
        }

        cbor.WriteEndMap();
        cbor.WriteTextString("authData");
        cbor.WriteByteString(authenticatorData);
        cbor.WriteEndMap();
        return cbor.Encode();
    }
}

/// <summary>What a server asks of an authenticator.</summary>
/// <param name="RelyingPartyId">The domain of the passkey.</param>
/// <param name="Challenge">In base64url.</param>
/// <param name="Origin">The origin of the page that asks.</param>
internal sealed record CeremonyRequest(string RelyingPartyId, string Challenge, string Origin)
{
    /// <summary>The user to create a passkey for.</summary>
    public string? UserHandle { get; init; }

    /// <summary>The credentials that must not exist yet, or that may sign in; empty for any.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];
}
