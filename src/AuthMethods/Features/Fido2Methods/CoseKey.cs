using System.Formats.Cbor;
using System.Security.Cryptography;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Public keys and signatures in COSE's form (RFC 9053), the algorithms that passkeys are offered here.</summary>
internal static class CoseKey
{
    public const int Es256 = -7;
    public const int Rs256 = -257;

    private const int KeyType = 1;
    private const int Algorithm = 3;
    // What follows depends on the type: a curve and a point, or a modulus and an exponent.
    private const int CurveOrModulus = -1;
    private const int XOrExponent = -2;
    private const int Y = -3;

    /// <summary>Reads an EC2 or RSA key. The reader stands behind it then.</summary>
    public static (int Algorithm, AsymmetricAlgorithm Key) Read(CborReader reader)
    {
        var algorithm = 0;
        byte[]? first = null, x = null, y = null;
        for (var left = reader.ReadStartMap(); left > 0; left--)
        {
            switch (reader.ReadInt32())
            {
                case Algorithm: algorithm = reader.ReadInt32(); break;
                case CurveOrModulus when reader.PeekState() == CborReaderState.ByteString: first = reader.ReadByteString(); break;
                case XOrExponent: x = reader.ReadByteString(); break;
                case Y: y = reader.ReadByteString(); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        return (algorithm, algorithm switch
        {
            Es256 => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } }),
            Rs256 => RSA.Create(new RSAParameters { Modulus = first, Exponent = x }),
            _ => throw new CryptographicException($"No key of algorithm {algorithm} is read here."),
        });
    }

    /// <summary>Writes a point on P-256.</summary>
    public static byte[] Write(ECParameters key)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(2);
        writer.WriteInt32(Algorithm);
        writer.WriteInt32(Es256);
        writer.WriteInt32(CurveOrModulus);
        writer.WriteInt32(1);
        writer.WriteInt32(XOrExponent);
        writer.WriteByteString(key.Q.X!);
        writer.WriteInt32(Y);
        writer.WriteByteString(key.Q.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Whether a signature of this algorithm by this key is over these bytes.</summary>
    public static bool Verifies(AsymmetricAlgorithm? key, int algorithm, byte[] data, byte[] signature) => (key, algorithm) switch
    {
        (ECDsa ecdsa, Es256) => ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        (RSA rsa, Rs256) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        _ => false,
    };
}
