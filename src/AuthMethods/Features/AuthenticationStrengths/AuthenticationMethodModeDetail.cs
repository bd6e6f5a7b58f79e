using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Graph's <c>authenticationMethodModeDetail</c>: the name of a mode and its kind of method.</summary>
[GraphType("authenticationMethodModeDetail")]
[Example("""{"id":"password","authenticationMethod":"password","displayName":"Password"}""")]
public sealed record AuthenticationMethodModeDetail(string Id, string AuthenticationMethod, string DisplayName)
{
    public static readonly IReadOnlyList<AuthenticationMethodModeDetail> All =
    [
        new("password", "password", "Password"),
        new("voice", "voice", "Voice"),
        new("softwareOath", "softwareOath", "Software OATH tokens"),
        new("sms", "sms", "SMS"),
        new("fido2", "fido2", "FIDO2 Security Key"),
        new("windowsHelloForBusiness", "windowsHelloForBusiness", "Windows Hello for Business"),
        new("microsoftAuthenticatorPush", "microsoftAuthenticator", "Microsoft Authenticator (push notification)"),
        new("deviceBasedPush", "microsoftAuthenticator", "Microsoft Authenticator (Passwordless)"),
        new("temporaryAccessPassOneTime", "temporaryAccessPass", "Temporary Access Pass (one-time use)"),
        new("temporaryAccessPassMultiUse", "temporaryAccessPass", "Temporary Access Pass (multi-use)"),
        new("email", "email", "Email one-time passcode"),
        new("x509CertificateSingleFactor", "x509Certificate", "Certificate-based authentication (single factor)"),
        new("federatedMultiFactor", "federation", "Federation (multifactor)"),
        new("federatedSingleFactor", "federation", "Federation (single factor)"),
        new("x509CertificateMultiFactor", "x509Certificate", "Certificate-based authentication (multifactor)"),
    ];
}

/// <summary>Graph's <c>authenticationStrengthRoot</c>.</summary>
[GraphType("authenticationStrengthRoot")]
[Example("""{"id":"authenticationStrength","combinations":["windowsHelloForBusiness","fido2","password,sms"]}""")]
public sealed record AuthenticationStrengthRoot(string Id, IReadOnlyList<AuthenticationMethodModes> Combinations);
