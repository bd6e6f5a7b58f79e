using System.Text.Json.Serialization;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Authenticators;

/// <summary>An authenticator that this server simulates for tests, which Graph doesn't have.</summary>
[GraphType("softwareAuthenticator")]
[Example("""
    {"id":"7d0c9f2e-41a5-4f6b-8f0e-2b7a6c5d4e3f","createdDateTime":"2026-01-15T09:30:00Z","type":"passkey","displayName":"Kim's test key","secretKey":null,
     "aaGuid":"2fc0579f-8113-47ea-b116-bb5a8db9202a","attestation":"packed","isSynced":false,"relyingPartyId":null,"user":null,"methodId":null,
     "isPasswordless":null}
    """)]
public sealed record SoftwareAuthenticator
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }

    public AuthenticatorType Type { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The secret of the codes in Base32. Only in the response that creates the authenticator.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The model that a passkey claims to be.</summary>
    public string? AaGuid { get; init; }

    /// <summary>How a passkey attests itself: <c>none</c>, or <c>packed</c> with a signature by its own key.</summary>
    public AttestationFormat? Attestation { get; init; }

    /// <summary>Whether a passkey says that it may be copied to other devices.</summary>
    public bool? IsSynced { get; init; }

    /// <summary>The domain that the passkey was created for; null until then.</summary>
    public string? RelyingPartyId { get; init; }

    /// <summary>The user whose phone it is: in a request the id or the principal name, in a response the id.</summary>
    public string? User { get; init; }

    /// <summary>The id of the user's method that the phone is registered as.</summary>
    public string? MethodId { get; init; }

    /// <summary>Whether the phone is set up to sign in without a password.</summary>
    public bool? IsPasswordless { get; init; }
}

/// <summary>A request to approve a sign-in, as a phone shows it.</summary>
[GraphType("approvalRequest")]
[Example("""
    {"id":"3c9a5f0e-7b42-4a52-9a3e-5d9f3b1c2a77","createdDateTime":"2026-01-15T09:30:00Z","expiresDateTime":"2026-01-15T09:32:00Z",
     "user":"kim@contoso.com","isPasswordless":false,"application":"Admin tools","ipAddress":"203.0.113.7"}
    """)]
public sealed record ApprovalRequest
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }

    public DateTimeOffset ExpiresDateTime { get; init; }

    /// <summary>The principal name of the user who is to sign in.</summary>
    public required string User { get; init; }

    /// <summary>Whether it is to sign in without a password.</summary>
    public bool IsPasswordless { get; init; }

    /// <summary>The name of the application; null unless the policy has the phone show it.</summary>
    public string? Application { get; init; }

    /// <summary>The address that the sign-in came from; null unless the policy has the phone show where it was.</summary>
    public string? IpAddress { get; init; }
}

public enum AuthenticatorType
{
    /// <summary>An app that shows time-based codes of six digits.</summary>
    Totp,
    Passkey,
    /// <summary>Microsoft Authenticator on a user's phone.</summary>
    MicrosoftAuthenticator,
}

public enum AttestationFormat
{
    None,
    Packed,
}

/// <summary>The code that an app shows.</summary>
[GraphType("authenticatorCode")]
[Example("""{"code":"271828","validUntilDateTime":"2026-01-15T09:30:30Z"}""")]
public sealed record AuthenticatorCode(string Code, DateTimeOffset ValidUntilDateTime);

/// <summary>A new passkey, in the form in which Graph registers it.</summary>
[GraphType("authenticatorCreation")]
[Example("""{"displayName":"Kim's test key","publicKeyCredential":{"id":"bXkga2V5","rawId":"bXkga2V5","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0","attestationObject":"o2NmbXRkbm9uZQ"},"clientExtensionResults":{}}}""")]
public sealed record AuthenticatorCreation(string? DisplayName, CreatedCredential PublicKeyCredential);

/// <summary>What <c>navigator.credentials.create</c> returns, as JSON.</summary>
[GraphType("authenticatorCreatedCredential", IsComplex = true)]
public sealed record CreatedCredential(string Id, string RawId, string Type, CreationResponse Response, NoExtensions ClientExtensionResults);

[GraphType("authenticatorCreationResponse")]
public sealed record CreationResponse(string ClientDataJSON, string AttestationObject);

/// <summary>What <c>navigator.credentials.get</c> returns, as JSON.</summary>
[GraphType("authenticatorAssertion", IsComplex = true)]
[Example("""{"id":"bXkga2V5","rawId":"bXkga2V5","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0","authenticatorData":"SZYN5Q","signature":"MEUCIQ","userHandle":"MDAw"},"clientExtensionResults":{}}""")]
public sealed record AuthenticatorAssertion(string Id, string RawId, string Type, AssertionResponse Response, NoExtensions ClientExtensionResults);

[GraphType("authenticatorAssertionResponse")]
public sealed record AssertionResponse(string ClientDataJSON, string AuthenticatorData, string Signature, string? UserHandle);

[GraphType("authenticatorExtensionResults")]
public sealed record NoExtensions;
