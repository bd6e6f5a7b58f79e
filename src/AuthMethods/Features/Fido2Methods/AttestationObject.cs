using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Numerics;
using System.Security.Cryptography;
using Fido2NetLib.Objects;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>
/// Checks of an attestation object that the libraries leave out: nothing follows it, its parts contain nothing else, a certificate chain is
/// not empty, and the key is strong.
/// </summary>
internal static class AttestationObject
{
    private const int Flags = 32;
    private const byte HasExtensions = 0x80;
    // After the hash of the relying party, the flags, the counter and the model.
    private const int CredentialIdLength = 32 + 1 + 4 + 16;
    private const int MaxCredentialIdLength = 1023;

    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 8192;
    private const int MinRsaExponent = 65537;

    // Labels and values of COSE keys.
    private const int KeyType = 1;
    private const int Algorithm = 3;
    private const int EllipticCurveKey = 2;
    private const int RsaKey = 3;
    private const int P256 = 1;

    public static bool IsSound(ReadOnlyMemory<byte> attestationObject)
    {
        try
        {
            var reader = new CborReader(attestationObject, CborConformanceMode.Strict);
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                var isSound = reader.ReadTextString() switch
                {
                    "fmt" => reader.ReadTextString().Length > 0,
                    "attStmt" => IsSoundStatement(reader),
                    "authData" => IsSoundData(reader.ReadByteString()),
                    _ => false,
                };
                if (!isSound) return false;
            }

            reader.ReadEndMap();
            return reader.BytesRemaining == 0;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or ArgumentException or OverflowException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>An empty chain would pass for a key that signs for itself.</summary>
    private static bool IsSoundStatement(CborReader reader)
    {
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (reader.ReadTextString() == "x5c")
            {
                reader.ReadStartArray();
                if (reader.PeekState() == CborReaderState.EndArray) return false;
                while (reader.PeekState() != CborReaderState.EndArray) reader.ReadByteString();
                reader.ReadEndArray();
            }
            else
            {
                reader.SkipValue();
            }
        }

        reader.ReadEndMap();
        return true;
    }

    private static bool IsSoundData(byte[] data)
    {
        var idLength = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(CredentialIdLength));
        if (idLength is 0 or > MaxCredentialIdLength) return false;
        var reader = new CborReader(data.AsMemory(CredentialIdLength + 2 + idLength), CborConformanceMode.Strict, allowMultipleRootLevelValues: true);
        var key = reader.ReadEncodedValue();
        if ((data[Flags] & HasExtensions) != 0)
        {
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap) reader.SkipValue();
            reader.ReadEndMap();
        }

        return reader.BytesRemaining == 0 && IsStrong(key);
    }

    private static bool IsStrong(ReadOnlyMemory<byte> key)
    {
        var reader = new CborReader(key, CborConformanceMode.Strict);
        var numbers = new Dictionary<int, int>();
        var texts = new Dictionary<int, byte[]>();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.ReadInt32();
            if (reader.PeekState() == CborReaderState.ByteString) texts[label] = reader.ReadByteString();
            else numbers[label] = reader.ReadInt32();
        }

        return (numbers.GetValueOrDefault(KeyType), (COSE.Algorithm)numbers.GetValueOrDefault(Algorithm)) switch
        {
            (EllipticCurveKey, COSE.Algorithm.ES256) =>
                numbers.GetValueOrDefault(-1) == P256 && IsPoint(texts.GetValueOrDefault(-2), texts.GetValueOrDefault(-3)),
            (RsaKey, COSE.Algorithm.RS256) => IsStrong(texts.GetValueOrDefault(-1), texts.GetValueOrDefault(-2)),
            _ => false,
        };
    }

    private static bool IsPoint(byte[]? x, byte[]? y)
    {
        // Throws if the point is not on the curve.
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });
        return true;
    }

    private static bool IsStrong(byte[]? modulus, byte[]? exponent)
    {
        var (n, e) = (Number(modulus), Number(exponent));
        return n.GetBitLength() is >= MinRsaBits and <= MaxRsaBits && !n.IsEven && e >= MinRsaExponent && !e.IsEven && e < n;

        static BigInteger Number(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
    }
}
