using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace AuthMethods.Tests.Server;

/// <summary>An authenticator that makes passkeys as WebAuthn describes, or with one deviation for tests of refusals.</summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte BackupEligible = 0x08;
    private const byte HasKey = 0x40;

    private readonly ECDsa _key;

    public SoftwareAuthenticator() => _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>One with the passkey of another, which may then differ from it in what is set.</summary>
    public SoftwareAuthenticator(SoftwareAuthenticator other) => (_key, CredentialId, AaGuid) = (other._key, other.CredentialId, other.AaGuid);

    public Guid AaGuid { get; init; } = new("2fc0579f-8113-47ea-b116-bb5a8db9202a");
    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);
    /// <summary>In PKCS #8, for a browser's virtual authenticator.</summary>
    public byte[] PrivateKey => _key.ExportPkcs8PrivateKey();

    public string Origin { get; init; } = "http://localhost";
    public string? RelyingParty { get; init; }
    public string Type { get; init; } = "webauthn.create";
    public bool IsCrossOrigin { get; init; }
    public bool IsUserVerified { get; init; } = true;
    public bool IsSynced { get; init; }
    public string Format { get; init; } = "none";

    /// <summary>Signs packed attestations, with its certificate chain, leaf first.</summary>
    public AttestationIssuer? Issuer { get; init; }

    /// <summary>Changes the signature of a packed attestation.</summary>
    public bool SignsWrongly { get; init; }

    /// <summary>The public key in COSE format, instead of the authenticator's own.</summary>
    public byte[]? Key { get; init; }

    /// <summary>Flags to turn over in the authenticator data.</summary>
    public byte ChangedFlags { get; init; }

    public byte[] AfterKey { get; init; } = [];

    public byte[] AfterAttestationObject { get; init; } = [];

    public string AfterClientData { get; init; } = "";

    /// <summary>A packed attestation has an empty certificate chain.</summary>
    public bool HasEmptyChain { get; init; }

    /// <summary>The members of the attestation statement, for formats other than <c>none</c> and <c>packed</c>.</summary>
    public Func<AttestedKey, Dictionary<string, object>>? Statement { get; init; }

    /// <summary>The request body for the options that the server returned.</summary>
    public JsonObject Make(JsonNode options, string? displayName = "My security key", Func<byte[], string>? encode = null)
    {
        encode ??= bytes => Base64Url.EncodeToString(bytes);
        var clientData = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = Type, ["challenge"] = (string)options["publicKey"]!["challenge"]!, ["origin"] = Origin, ["crossOrigin"] = IsCrossOrigin,
        }.ToJsonString() + AfterClientData);
        var authenticatorData = AuthenticatorData(RelyingParty ?? (string)options["publicKey"]!["rp"]!["id"]!);
        return new()
        {
            ["@odata.type"] = "#microsoft.graph.fido2AuthenticationMethod",
            ["displayName"] = displayName,
            ["publicKeyCredential"] = new JsonObject
            {
                ["@odata.type"] = "#microsoft.graph.webauthnPublicKeyCredential",
                ["id"] = encode(CredentialId),
                ["response"] = new JsonObject
                {
                    ["@odata.type"] = "#microsoft.graph.webauthnAuthenticatorAttestationResponse",
                    ["clientDataJSON"] = encode(clientData),
                    ["attestationObject"] = encode([.. AttestationObject(authenticatorData, clientData), .. AfterAttestationObject]),
                },
                ["clientExtensionResults"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.webauthnAuthenticationExtensionsClientOutputs" },
            },
        };
    }

    /// <summary>The browser's answer to a page that asks for a passkey.</summary>
    /// <param name="options">The options of the page.</param>
    /// <param name="user">The user that the passkey was made for.</param>
    /// <param name="count">The signature counter.</param>
    public string Assert(JsonNode options, string user, uint count = 2)
    {
        var clientData = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = Type == "webauthn.create" ? "webauthn.get" : Type, ["challenge"] = (string)options["challenge"]!, ["origin"] = Origin,
            ["crossOrigin"] = IsCrossOrigin,
        }.ToJsonString());
        var flags = (byte)((Present | (IsUserVerified ? Verified : 0) | (IsSynced ? BackupEligible : 0)) ^ ChangedFlags);
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, count);
        byte[] data = [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty ?? (string)options["rpId"]!)), flags, .. counter];
        var signature = _key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (SignsWrongly) signature[^1] ^= 1;
        var id = Base64Url.EncodeToString(CredentialId);
        return new JsonObject
        {
            ["id"] = id,
            ["rawId"] = id,
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(user)),
            },
        }.ToJsonString();
    }

    public void Dispose() => _key.Dispose();

    private byte[] AuthenticatorData(string relyingParty)
    {
        var flags = (byte)((Present | HasKey | (IsUserVerified ? Verified : 0) | (IsSynced ? BackupEligible : 0)) ^ ChangedFlags);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)), flags, 0, 0, 0, 1,
            .. AaGuid.ToByteArray(bigEndian: true), .. length, .. CredentialId, .. Key ?? PublicKey(), .. AfterKey,
        ];
    }

    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
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

    private byte[] AttestationObject(byte[] authenticatorData, byte[] clientData)
    {
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString(Format);
        cbor.WriteTextString("attStmt");
        WriteStatement(cbor, [.. authenticatorData, .. SHA256.HashData(clientData)]);
        cbor.WriteTextString("authData");
        cbor.WriteByteString(authenticatorData);
        cbor.WriteEndMap();
        return cbor.Encode();
    }

    private void WriteStatement(CborWriter cbor, byte[] signed)
    {
        if (Format == "none")
        {
            cbor.WriteStartMap(0);
            cbor.WriteEndMap();
            return;
        }

        if (Statement is not null)
        {
            Write(cbor, Statement(new(_key, CredentialId, signed[..^32], signed[^32..])));
            return;
        }

        if (SignsWrongly) signed[0] ^= 1;
        cbor.WriteStartMap(Issuer is null && !HasEmptyChain ? 2 : 3);
        cbor.WriteTextString("alg");
        cbor.WriteInt32(-7);
        cbor.WriteTextString("sig");
        cbor.WriteByteString((Issuer?.Key ?? _key).SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        if (Issuer is not null)
        {
            cbor.WriteTextString("x5c");
            cbor.WriteStartArray(Issuer.Chain.Count);
            foreach (var certificate in Issuer.Chain) cbor.WriteByteString(certificate.RawData);
            cbor.WriteEndArray();
        }
        else if (HasEmptyChain)
        {
            cbor.WriteTextString("x5c");
            cbor.WriteStartArray(0);
            cbor.WriteEndArray();
        }

        cbor.WriteEndMap();
    }

    private static void Write(CborWriter cbor, Dictionary<string, object> members)
    {
        cbor.WriteStartMap(members.Count);
        foreach (var (name, value) in members)
        {
            cbor.WriteTextString(name);
            switch (value)
            {
                case string text: cbor.WriteTextString(text); break;
                case int number: cbor.WriteInt32(number); break;
                case byte[] bytes: cbor.WriteByteString(bytes); break;
                case X509Certificate2[] chain:
                    cbor.WriteStartArray(chain.Length);
                    foreach (var certificate in chain) cbor.WriteByteString(certificate.RawData);
                    cbor.WriteEndArray();
                    break;
            }
        }

        cbor.WriteEndMap();
    }
}

/// <summary>A manufacturer of authenticators: a root, and a certificate for the key that attests one model.</summary>
internal sealed class AttestationIssuer : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public AttestationIssuer(Guid aaGuid, string organizationalUnit = "Authenticator Attestation", bool isAuthority = false)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(10));
        var root = new CertificateRequest("CN=Root of the test", _rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = root.CreateSelfSigned(from, to);
        var leaf = new CertificateRequest($"C=US, O=Contoso, OU={organizationalUnit}, CN=Attestation of the test", Key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        leaf.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.45724.1.1.4", [4, 16, .. aaGuid.ToByteArray(bigEndian: true)], false));
        Leaf = leaf.Create(Root, from, to, RandomNumberGenerator.GetBytes(8));
    }

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public X509Certificate2 Root { get; }

    public X509Certificate2 Leaf { get; }

    public IReadOnlyList<X509Certificate2> Chain => [Leaf];

    /// <summary>A certificate of this issuer for another key.</summary>
    public X509Certificate2 Certify(string subject, ECDsa key, params X509Extension[] extensions)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        foreach (var extension in extensions) request.CertificateExtensions.Add(extension);
        return request.Create(Root, Root.NotBefore, Root.NotAfter, RandomNumberGenerator.GetBytes(8));
    }

    public void Dispose()
    {
        _rootKey.Dispose();
        Key.Dispose();
        Root.Dispose();
        Leaf.Dispose();
    }
}
