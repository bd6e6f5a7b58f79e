using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Graph's <c>fido2AuthenticationMethod</c>: a passkey.</summary>
[GraphType("fido2AuthenticationMethod")]
[Example("""{"id":"5b1c2d7e-0f3a-4c6b-9d28-1e7f6a5b4c3d","displayName":"Red key","aaGuid":"2fc0579f-8113-47ea-b116-bb5a8db9202a","model":"YubiKey 5 Series with NFC","attestationCertificates":[],"attestationLevel":"notAttested","passkeyType":"deviceBound","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class Fido2Method : AuthenticationMethod
{
    public string? DisplayName { get; init; }

    /// <summary>The model of the authenticator; <see cref="AttestationLevel"/> says whether it is proven.</summary>
    public string? AaGuid { get; init; }

    /// <summary>The name of authenticators with this <see cref="AaGuid"/>, if known.</summary>
    public string? Model { get; init; }

    /// <summary>Thumbprints of the certificates that prove the authenticator's model.</summary>
    public IReadOnlyList<string> AttestationCertificates { get; init; } = [];

    public AttestationLevel AttestationLevel { get; init; }

    public PasskeyType PasskeyType { get; init; }

    /// <summary>The authenticator's response to <c>creationOptions</c>.</summary>
    [WriteOnly]
    public PublicKeyCredential? PublicKeyCredential { get; init; }

    internal static Fido2Method From(Fido2MethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        AaGuid = row.AaGuid.ToString(),
        Model = AuthenticatorModels.NameOf(row.AaGuid),
        AttestationCertificates = row.AttestationCertificates.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        AttestationLevel = row.AttestationLevel,
        PasskeyType = row.PasskeyType,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}

/// <summary>Graph's <c>attestationLevel</c>.</summary>
[UnknownFutureValue(2)]
public enum AttestationLevel
{
    /// <summary>A certificate chain proves the authenticator's model.</summary>
    Attested,
    NotAttested,
}

/// <summary>Graph's <c>passkeyType</c>.</summary>
[UnknownFutureValue(2)]
public enum PasskeyType
{
    DeviceBound,
    /// <summary>The authenticator may copy the key to other devices.</summary>
    Synced,
}

/// <summary>Graph's <c>webauthnPublicKeyCredential</c>.</summary>
[GraphType("webauthnPublicKeyCredential", IsComplex = true)]
public sealed record PublicKeyCredential(string? Id, AttestationResponse? Response)
{
    /// <summary>Accepted and not used, because <c>creationOptions</c> requests no extensions.</summary>
    public ExtensionOutputs? ClientExtensionResults { get; init; }
}

/// <summary>Graph's <c>webauthnAuthenticationExtensionsClientOutputs</c>.</summary>
[GraphType("webauthnAuthenticationExtensionsClientOutputs")]
public sealed record ExtensionOutputs;

/// <summary>Graph's <c>webauthnAuthenticatorAttestationResponse</c>.</summary>
[GraphType("webauthnAuthenticatorAttestationResponse")]
public sealed record AttestationResponse(string? ClientDataJSON, string? AttestationObject);
