using System.Text.Json.Serialization;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>Graph's <c>authenticationMethodTarget</c>: a group, or everybody.</summary>
[GraphType("authenticationMethodTarget")]
public class MethodTarget
{
    /// <summary>The <c>id</c> that means everybody.</summary>
    public const string AllUsers = "all_users";

    [JsonPropertyOrder(-3)]
    public TargetType TargetType { get; set; } = TargetType.Group;

    [JsonPropertyOrder(-2)]
    public string Id { get; set; } = "";

    [JsonPropertyOrder(-1)]
    public bool IsRegistrationRequired { get; set; }

    /// <summary>Whether an id is one that a target can have: everybody, or an object's.</summary>
    internal static bool IsId(string id) => id == AllUsers || Guid.TryParseExact(id, "D", out _);
}

/// <summary>Graph's <c>smsAuthenticationMethodTarget</c>.</summary>
[GraphType("smsAuthenticationMethodTarget")]
public sealed class SmsTarget : MethodTarget
{
    /// <summary>Whether SMS is a first factor for them, beside a second one.</summary>
    public bool IsUsableForSignIn { get; set; }
}

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMethodTarget</c>.</summary>
[GraphType("microsoftAuthenticatorAuthenticationMethodTarget")]
public sealed class MicrosoftAuthenticatorTarget : MethodTarget
{
    public MicrosoftAuthenticatorMode AuthenticationMode { get; set; } = MicrosoftAuthenticatorMode.Any;
}

/// <summary>Graph's <c>passkeyAuthenticationMethodTarget</c>.</summary>
[GraphType("passkeyAuthenticationMethodTarget")]
public sealed class PasskeyTarget : MethodTarget
{
    public IReadOnlyList<Guid> AllowedPasskeyProfiles { get; set; } = [PasskeyProfile.Default];
}

/// <summary>Graph's <c>verifiableCredentialAuthenticationMethodTarget</c>.</summary>
[GraphType("verifiableCredentialAuthenticationMethodTarget")]
public sealed class VerifiableCredentialTarget : MethodTarget
{
    public IReadOnlyList<Guid> VerifiedIdProfiles { get; set; } = [];
}

/// <summary>Graph's <c>excludeTarget</c>; exclusion beats inclusion.</summary>
[GraphType("excludeTarget", IsComplex = true)]
public sealed class ExcludeTarget
{
    public string Id { get; set; } = "";

    public TargetType TargetType { get; set; } = TargetType.Group;
}

/// <summary>Graph's <c>includeTarget</c>, of settings that belong to no kind of method.</summary>
[GraphType("includeTarget", IsComplex = true)]
public sealed class IncludeTarget
{
    public string Id { get; set; } = "";

    public TargetType TargetType { get; set; } = TargetType.Group;
}

/// <summary>Graph's <c>authenticationMethodTargetType</c>.</summary>
[GraphName("authenticationMethodTargetType")]
public enum TargetType
{
    User,
    Group,
}

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMode</c>.</summary>
[GraphName("microsoftAuthenticatorAuthenticationMode")]
public enum MicrosoftAuthenticatorMode
{
    DeviceBasedPush,
    Push,
    Any,
}
