using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Graph's <c>authenticationMethodModeDetail</c>: the name of a mode and its kind of method.</summary>
[GraphType("authenticationMethodModeDetail")]
[Example("""{"id":"password","authenticationMethod":"password","displayName":"Password"}""")]
public sealed record AuthenticationMethodModeDetail(string Id, BaseAuthenticationMethod AuthenticationMethod, string DisplayName)
{
    public static readonly IReadOnlyList<AuthenticationMethodModeDetail> All =
    [
        new("password", BaseAuthenticationMethod.Password, "Password"),
        new("voice", BaseAuthenticationMethod.Voice, "Voice"),
        new("softwareOath", BaseAuthenticationMethod.SoftwareOath, "Software OATH tokens"),
        new("sms", BaseAuthenticationMethod.Sms, "SMS"),
        new("fido2", BaseAuthenticationMethod.Fido2, "FIDO2 Security Key"),
        new("windowsHelloForBusiness", BaseAuthenticationMethod.WindowsHelloForBusiness, "Windows Hello for Business"),
        new("microsoftAuthenticatorPush", BaseAuthenticationMethod.MicrosoftAuthenticator, "Microsoft Authenticator (push notification)"),
        new("deviceBasedPush", BaseAuthenticationMethod.MicrosoftAuthenticator, "Microsoft Authenticator (Passwordless)"),
        new("temporaryAccessPassOneTime", BaseAuthenticationMethod.TemporaryAccessPass, "Temporary Access Pass (one-time use)"),
        new("temporaryAccessPassMultiUse", BaseAuthenticationMethod.TemporaryAccessPass, "Temporary Access Pass (multi-use)"),
        new("email", BaseAuthenticationMethod.Email, "Email one-time passcode"),
        new("x509CertificateSingleFactor", BaseAuthenticationMethod.X509Certificate, "Certificate-based authentication (single factor)"),
        new("federatedMultiFactor", BaseAuthenticationMethod.Federation, "Federation (multifactor)"),
        new("federatedSingleFactor", BaseAuthenticationMethod.Federation, "Federation (single factor)"),
        new("x509CertificateMultiFactor", BaseAuthenticationMethod.X509Certificate, "Certificate-based authentication (multifactor)"),
    ];
}

/// <summary>Graph's <c>baseAuthenticationMethod</c>.</summary>
[UnknownFutureValue(13)]
public enum BaseAuthenticationMethod
{
    Password = 1,
    Voice = 2,
    HardwareOath = 3,
    SoftwareOath = 4,
    Sms = 5,
    Fido2 = 6,
    WindowsHelloForBusiness = 7,
    MicrosoftAuthenticator = 8,
    TemporaryAccessPass = 9,
    Email = 10,
    X509Certificate = 11,
    Federation = 12,
    QrCodePin = 14,
}

/// <summary>Graph's <c>authenticationStrengthRoot</c>.</summary>
[GraphType("authenticationStrengthRoot")]
[Example("""{"id":"authenticationStrength","combinations":["windowsHelloForBusiness","fido2","password,sms"]}""")]
public sealed record AuthenticationStrengthRoot(string Id, IReadOnlyList<AuthenticationMethodModes> Combinations);
