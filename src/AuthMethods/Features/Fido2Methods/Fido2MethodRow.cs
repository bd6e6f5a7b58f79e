using System.Security.Cryptography;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Fido2NetLib.Objects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.Fido2Methods;

internal sealed class Fido2MethodRow : AuthenticationMethodRow
{
    public string? DisplayName { get; set; }
    public Guid AaGuid { get; set; }
    public AttestationLevel AttestationLevel { get; set; }
    public PasskeyType PasskeyType { get; set; }

    /// <summary>Thumbprints, separated by spaces.</summary>
    public string AttestationCertificates { get; set; } = "";

    /// <summary>The credential id from the authenticator, at most 1,023 bytes.</summary>
    public required byte[] CredentialId { get; set; }

    /// <summary>A hash of the credential id for the unique index, because the id itself is too long for an index key.</summary>
    public required string CredentialKey { get; set; }

    /// <summary>In COSE format.</summary>
    public required byte[] PublicKey { get; set; }

    public long SignCount { get; set; }

    /// <summary>How clients reach the authenticator, separated by spaces.</summary>
    public string Transports { get; set; } = "";

    public static string KeyOf(byte[] credentialId) => Convert.ToHexStringLower(SHA256.HashData(credentialId));

    /// <summary>The sample passkeys. Their private key is not kept, so nobody can sign in with the passkey.</summary>
    internal static IEnumerable<Fido2MethodRow> SamplesOf(SampleUser user)
    {
        if (user.Alias != "adele") return [];
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = RandomNumberGenerator.GetBytes(32);
        return
        [
            new()
            {
                Id = "5b1c2d7e-0f3a-4c6b-9d28-1e7f6a5b4c3d",
                DisplayName = "Red key",
                AaGuid = new("2fc0579f-8113-47ea-b116-bb5a8db9202a"),
                AttestationLevel = AttestationLevel.NotAttested,
                CredentialId = id,
                CredentialKey = KeyOf(id),
                PublicKey = new CredentialPublicKey(key, COSE.Algorithm.ES256).GetBytes(),
                Transports = "usb nfc",
            },
        ];
    }
}

/// <summary>A challenge that was issued for a user and is not answered yet.</summary>
internal sealed class PasskeyChallengeRow : TenantOwned
{
    public Guid UserId { get; set; }

    /// <summary>As it was issued, in base64url.</summary>
    public required string Challenge { get; set; }

    /// <summary>The state that the passkey handler needs to verify the answer.</summary>
    public required string State { get; set; }

    public DateTimeOffset ExpiresDateTime { get; set; }
}

internal sealed class Fido2MethodMapping : IEntityTypeConfiguration<Fido2MethodRow>, IEntityTypeConfiguration<PasskeyChallengeRow>
{
    public void Configure(EntityTypeBuilder<Fido2MethodRow> passkey)
    {
        passkey.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("fido2");
        passkey.Property(p => p.DisplayName).HasColumnName("DisplayName");
        passkey.Property(p => p.CredentialId).HasMaxLength(1023);
        passkey.Property(p => p.CredentialKey).HasMaxLength(64);
        passkey.Property(p => p.AttestationCertificates).HasMaxLength(-1);
        passkey.HasIndex(p => new { p.TenantId, p.CredentialKey }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PasskeyChallengeRow> challenge)
    {
        challenge.ToTable("PasskeyChallenges");
        challenge.HasKey(c => new { c.TenantId, c.UserId, c.Challenge });
        challenge.Property(c => c.Challenge).HasMaxLength(128);
        challenge.Property(c => c.State).HasMaxLength(-1);
    }
}
