using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;

namespace AuthMethods.Admin.Policies;

/// <summary>What people call the configurations of methods, and what the registration report counts for each.</summary>
internal static class Configurations
{
    public const string Policy = "/beta/policies/authenticationMethodsPolicy";

    public static string NameOf(JsonNode? configuration) => configuration.Text("id") switch
    {
        "Fido2" => "Passkey (FIDO2)",
        "MicrosoftAuthenticator" => "Microsoft Authenticator",
        "Sms" => "SMS",
        "TemporaryAccessPass" => "Temporary Access Pass",
        "HardwareOath" => "Hardware OATH tokens",
        "SoftwareOath" => "Third-party software OATH tokens",
        "Voice" => "Voice call",
        "Email" => "Email OTP",
        "X509Certificate" => "Certificate-based authentication",
        "VerifiableCredentials" => "Verified ID",
        "QRCodePin" => "QR code",
        var id => configuration.Text("displayName") is { Length: > 0 } name ? name : id,
    };

    /// <summary>The names in the registration report.</summary>
    public static string[] ReportedAs(string id) => id switch
    {
        "Fido2" => ["fido2SecurityKey", "passKeyDeviceBound", "passKeyDeviceBoundAuthenticator", "passKeyDeviceBoundWindowsHello", "passKeySynced"],
        "MicrosoftAuthenticator" or "authenticationMethodsRegistrationCampaign" => ["microsoftAuthenticatorPush", "microsoftAuthenticatorPasswordless"],
        "Sms" => ["mobilePhone"],
        "Voice" => ["mobilePhone", "alternateMobilePhone", "officePhone"],
        "TemporaryAccessPass" => ["temporaryAccessPass"],
        "HardwareOath" => ["hardwareOneTimePasscode"],
        "SoftwareOath" => ["softwareOneTimePasscode"],
        "Email" => ["email"],
        "QRCodePin" => ["qrCode"],
        _ => Guid.TryParse(id, out _) ? ["externalAuthMethod"] : [],
    };
}
