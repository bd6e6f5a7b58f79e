using System.Security.Cryptography.X509Certificates;
using Fido2NetLib;
using Fido2NetLib.Cbor;
using Fido2NetLib.Objects;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>A verified attestation: the model of the authenticator, and the certificates that prove it.</summary>
internal sealed record VerifiedAttestation(Guid AaGuid, IReadOnlyList<string> Thumbprints)
{
    private static readonly string[] Formats = ["none", "packed", "fido-u2f", "tpm", "android-key", "android-safetynet", "apple"];

    private static readonly Fido2NetLib.Fido2Configuration Settings = new();

    /// <param name="attestationObject">The attestation object from the authenticator.</param>
    /// <param name="clientDataHash">SHA-256 of the client data.</param>
    /// <param name="roots">The root certificates that a chain must end in; if empty, a chain only has to be complete and proves nothing.</param>
    /// <param name="now">The time at which certificates must be valid.</param>
    /// <returns>Null when the statement is invalid or its format is not defined by WebAuthn.</returns>
    public static async ValueTask<VerifiedAttestation?> VerifyAsync(
        ReadOnlyMemory<byte> attestationObject, ReadOnlyMemory<byte> clientDataHash, X509Certificate2Collection roots, DateTimeOffset now)
    {
        if (!AttestationObject.IsSound(attestationObject)) return null;
        var map = (CborMap)CborObject.Decode(attestationObject);
        var format = (string)map["fmt"]!;
        if (!Formats.Contains(format)) return null;
        var data = AuthenticatorData.Parse((byte[])map["authData"]!);
        X509Certificate2[] chain;
        try
        {
            var verifier = AttestationVerifier.Create(format, Settings);
            chain = (await verifier.VerifyAsync((CborMap)map["attStmt"]!, data, clientDataHash.ToArray())).Certificates ?? [];
        }
        catch (Fido2VerificationException)
        {
            return null;
        }

        try
        {
            return chain.Length == 0 || IsTrusted(chain, roots, now)
                ? new(data.AttestedCredentialData!.AaGuid, [.. chain.Select(certificate => certificate.Thumbprint.ToLowerInvariant())])
                : null;
        }
        finally
        {
            foreach (var certificate in chain) certificate.Dispose();
        }
    }

    private static bool IsTrusted(X509Certificate2[] certificates, X509Certificate2Collection roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        if (roots.Count == 0) chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(certificates[1..]);
        return chain.Build(certificates[0]) && (roots.Count > 0 || chain.ChainElements.Count == certificates.Length);
    }
}
