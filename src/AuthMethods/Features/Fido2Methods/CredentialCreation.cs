using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Graph's <c>webauthnCredentialCreationOptions</c>: what a client passes to <c>navigator.credentials.create</c> or an authenticator.</summary>
[GraphType("webauthnCredentialCreationOptions")]
[Example("""{"challengeTimeoutDateTime":"2026-01-15T09:35:00Z","publicKey":{"rp":{"id":"localhost","name":"AuthMethods"},"user":{"id":"MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDIz","displayName":"Adele Vance","name":"adele@contoso.com"},"challenge":"l9Tz0q3m1o2b4c6d8e0f1g3h5i7j9k1l3m5n7o9p1q2","pubKeyCredParams":[{"type":"public-key","alg":-7}],"timeout":60000,"excludeCredentials":[],"authenticatorSelection":{"authenticatorAttachment":"cross-platform","requireResidentKey":true,"userVerification":"required"},"attestation":"direct","extensions":{}}}""")]
public sealed record CredentialCreation(DateTimeOffset ChallengeTimeoutDateTime, PublicKeyCreation PublicKey);

/// <summary>Graph's <c>webauthnPublicKeyCredentialCreationOptions</c>.</summary>
[GraphType("webauthnPublicKeyCredentialCreationOptions")]
public sealed record PublicKeyCreation(
    RelyingParty Rp,
    CredentialUser User,
    string Challenge,
    IReadOnlyList<CredentialParameters> PubKeyCredParams,
    int Timeout,
    IReadOnlyList<CredentialDescriptor> ExcludeCredentials,
    AuthenticatorSelection AuthenticatorSelection,
    string Attestation)
{
    /// <summary>No extensions are requested.</summary>
    public ExtensionInputs Extensions { get; } = new();
}

/// <summary>Graph's <c>webauthnPublicKeyCredentialRpEntity</c>.</summary>
[GraphType("webauthnPublicKeyCredentialRpEntity", IsComplex = true)]
public sealed record RelyingParty(string Id, string Name);

/// <summary>Graph's <c>webauthnPublicKeyCredentialUserEntity</c>.</summary>
[GraphType("webauthnPublicKeyCredentialUserEntity", IsComplex = true)]
public sealed record CredentialUser(string Id, string DisplayName, string Name);

/// <summary>Graph's <c>webauthnPublicKeyCredentialParameters</c>.</summary>
[GraphType("webauthnPublicKeyCredentialParameters")]
public sealed record CredentialParameters(string Type, int Alg);

/// <summary>Graph's <c>webauthnPublicKeyCredentialDescriptor</c>.</summary>
[GraphType("webauthnPublicKeyCredentialDescriptor", IsComplex = true)]
public sealed record CredentialDescriptor(string Id, string Type, IReadOnlyList<string> Transports);

/// <summary>Graph's <c>webauthnAuthenticatorSelectionCriteria</c>.</summary>
[GraphType("webauthnAuthenticatorSelectionCriteria")]
public sealed record AuthenticatorSelection(string AuthenticatorAttachment, bool RequireResidentKey, string UserVerification);

/// <summary>Graph's <c>webauthnAuthenticationExtensionsClientInputs</c>.</summary>
[GraphType("webauthnAuthenticationExtensionsClientInputs")]
public sealed record ExtensionInputs;
