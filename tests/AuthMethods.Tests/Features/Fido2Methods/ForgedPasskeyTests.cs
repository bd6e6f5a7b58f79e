using System.Formats.Cbor;
using System.Net;
using System.Security.Cryptography;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Fido2Methods;

/// <summary>What no authenticator sends, although each part by itself can be read, and how many challenges a user has.</summary>
public sealed class ForgedPasskeyTests() : AdminTests("auth.admin")
{
    private const int Present = 0x01;
    private const int BackedUp = 0x10;
    private const int HasKey = 0x40;
    private const int HasExtensions = 0x80;

    private static readonly byte[] EmptyMap = [0xA0];

    private static readonly Dictionary<string, Func<SoftwareAuthenticator>> Sound = new()
    {
        ["a key on the curve"] = () => new(),
        ["RSA of 2048 bits"] = () => new() { Key = Rsa(2048, 65537) },
        ["RSA of 3072 bits"] = () => new() { Key = Rsa(3072, 65537) },
        ["extensions, and the flag for them"] = () => new() { ChangedFlags = HasExtensions, AfterKey = EmptyMap },
        ["a key that signs for itself"] = () => new() { Format = "packed" },
    };

    private static readonly Dictionary<string, Func<SoftwareAuthenticator>> Forged = new()
    {
        ["RSA of 512 bits"] = () => new() { Key = Rsa(512, 65537) },
        ["RSA of 1024 bits"] = () => new() { Key = Rsa(1024, 65537) },
        ["RSA of 2040 bits"] = () => new() { Key = Rsa(2040, 65537) },
        ["RSA of 1024 bits with zeros before them"] = () => new() { Key = Rsa(1024, 65537, leadingZeros: 128) },
        ["RSA with exponent 1"] = () => new() { Key = Rsa(2048, 1) },
        ["RSA with exponent 3"] = () => new() { Key = Rsa(2048, 3) },
        ["RSA with exponent 65535"] = () => new() { Key = Rsa(2048, 65535) },
        ["RSA with an even exponent"] = () => new() { Key = Rsa(2048, 65538) },
        ["RSA with an even modulus"] = () => new() { Key = Rsa(2048, 65537, isEven: true) },
        ["RSA without an exponent"] = () => new() { Key = Cose((1, 3), (3, -257), (-1, Numbers(2048))) },
        ["RSA without a modulus"] = () => new() { Key = Cose((1, 3), (3, -257), (-2, new byte[] { 1, 0, 1 })) },
        ["RSA that is said to be for ES256"] = () => new() { Key = Cose((1, 3), (3, -7), (-1, Numbers(2048)), (-2, new byte[] { 1, 0, 1 })) },
        ["a point beside the curve"] = () => new() { Key = Cose((1, 2), (3, -7), (-1, 1), (-2, Numbers(256)), (-3, Numbers(256))) },
        ["the point at zero"] = () => new() { Key = Cose((1, 2), (3, -7), (-1, 1), (-2, new byte[32]), (-3, new byte[32])) },
        ["a point of another curve"] = () => new() { Key = OfCurve(ECCurve.NamedCurves.nistP384, 2) },
        ["a point that is said to be of another curve"] = () => new() { Key = OfCurve(ECCurve.NamedCurves.nistP256, 2) },
        ["a point without y"] = () => new() { Key = Cose((1, 2), (3, -7), (-1, 1), (-2, Numbers(256))) },
        ["a symmetric key"] = () => new() { Key = Cose((1, 4), (3, -7), (-1, Numbers(256))) },
        ["an algorithm that is not offered"] = () => new() { Key = Cose((1, 1), (3, -8), (-1, 6), (-2, Numbers(256))) },
        ["a key with a label twice"] = () => new() { Key = Twice() },
        ["an empty certificate chain"] = () => new() { Format = "packed", HasEmptyChain = true },
        ["a byte after the attestation object"] = () => new() { AfterAttestationObject = [0] },
        ["another object after the attestation object"] = () => new() { AfterAttestationObject = EmptyMap },
        ["a byte after the key"] = () => new() { AfterKey = [0] },
        ["extensions without the flag for them"] = () => new() { AfterKey = EmptyMap },
        ["the flag for extensions without them"] = () => new() { ChangedFlags = HasExtensions },
        ["extensions that are no map"] = () => new() { ChangedFlags = HasExtensions, AfterKey = [0x01] },
        ["a byte after the extensions"] = () => new() { ChangedFlags = HasExtensions, AfterKey = [.. EmptyMap, 0] },
        ["no flag for the key"] = () => new() { ChangedFlags = HasKey },
        ["nobody was present"] = () => new() { ChangedFlags = Present },
        ["backed up, but not eligible for it"] = () => new() { ChangedFlags = BackedUp },
        ["text after the client data"] = () => new() { AfterClientData = "x" },
        ["another object after the client data"] = () => new() { AfterClientData = "{}" },
        ["a credential id of no bytes"] = () => new() { CredentialId = [] },
        ["a credential id of 1024 bytes"] = () => new() { CredentialId = RandomNumberGenerator.GetBytes(1024) },
    };

    public static TheoryData<string> SoundNames => [.. Sound.Keys];

    public static TheoryData<string> ForgedNames => [.. Forged.Keys];

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";

    [Theory, MemberData(nameof(SoundNames))]
    public async Task Passkey_AsAnAuthenticatorMakesIt_IsRegistered(string what)
    {
        using var authenticator = Sound[what]();

        (await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created);
    }

    [Theory, MemberData(nameof(ForgedNames))]
    public async Task Passkey_ThatIsForged_IsRefused(string what)
    {
        using var authenticator = Forged[what]();

        var refused = await _admin.RegisterAsync(Balas, authenticator);

        Assert.True(refused.Status == HttpStatusCode.BadRequest && refused.ErrorCode == "badRequest", $"{what}: {(int)refused.Status} {refused.Text}");
        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Fact]
    public async Task Challenges_AreBoundedAndRecordedOnce()
    {
        using var authenticator = new SoftwareAuthenticator();
        var lasting = (await _admin.GetAnswerAsync($"/beta/users/{_tenant.Name("balas")}/authentication/fido2Methods/creationOptions(challengeTimeoutInMinutes=60)"))
            .Is(HttpStatusCode.OK).Json;
        for (var i = 0; i < 30; i++) await _admin.OptionsAsync(Balas);
        var newest = await _admin.OptionsAsync(Balas);

        var (pending, records) = await _tenant.Server.QueryAsync(_tenant.Id, async db => (
            await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM PasskeyChallenges WHERE TenantId = {_tenant.Id}").SingleAsync(),
            await db.AuditRecords.CountAsync(a => a.ActivityDisplayName == "Get passkey creation options")));

        Assert.Equal((10, 1), (pending, records));
        (await _admin.PostAnswerAsync(Balas, authenticator.Make(newest).ToJsonString())).Is(HttpStatusCode.Created);
        using var other = new SoftwareAuthenticator();
        (await _admin.PostAnswerAsync(Balas, other.Make(lasting).ToJsonString())).Is(HttpStatusCode.Created);
    }

    private static byte[] Rsa(int bits, int exponent, int leadingZeros = 0, bool isEven = false)
    {
        var modulus = Numbers(bits);
        modulus[^1] = isEven ? (byte)(modulus[^1] & 0xFE) : (byte)(modulus[^1] | 1);
        byte[] e = [(byte)(exponent >> 16), (byte)(exponent >> 8), (byte)exponent];
        return Cose((1, 3), (3, -257), (-1, (byte[])[.. new byte[leadingZeros], .. modulus]), (-2, e));
    }

    // With "none" nobody signs, so the server sees no more of a key than its numbers.
    private static byte[] Numbers(int bits)
    {
        var bytes = RandomNumberGenerator.GetBytes(bits / 8);
        bytes[0] |= 0x80;
        return bytes;
    }

    private static byte[] OfCurve(ECCurve curve, int label)
    {
        using var key = ECDsa.Create(curve);
        var point = key.ExportParameters(false).Q;
        return Cose((1, 2), (3, -7), (-1, label), (-2, point.X!), (-3, point.Y!));
    }

    private static byte[] Twice()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        return Cose((1, 2), (3, -7), (3, -7), (-1, 1), (-2, point.X!), (-3, point.Y!));
    }

    private static byte[] Cose(params (int Label, object Value)[] members)
    {
        var cbor = new CborWriter(CborConformanceMode.Lax);
        cbor.WriteStartMap(members.Length);
        foreach (var (label, value) in members)
        {
            cbor.WriteInt32(label);
            if (value is byte[] bytes) cbor.WriteByteString(bytes);
            else cbor.WriteInt32((int)value);
        }

        cbor.WriteEndMap();
        return cbor.Encode();
    }
}
