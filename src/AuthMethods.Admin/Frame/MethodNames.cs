namespace AuthMethods.Admin.Frame;

/// <summary>What people call methods.</summary>
internal static class MethodNames
{
    /// <summary>The name of a method in the registration reports.</summary>
    public static string OfReport(string method) => method switch
    {
        "mobilePhone" => "Mobile phone",
        "alternateMobilePhone" => "Alternate mobile phone",
        "officePhone" => "Office phone",
        "email" => "Email",
        "password" => "Password",
        "temporaryAccessPass" => "Temporary Access Pass",
        "microsoftAuthenticatorPush" => "Microsoft Authenticator",
        "microsoftAuthenticatorPasswordless" => "Passwordless phone sign-in",
        "softwareOneTimePasscode" => "Authenticator app",
        "hardwareOneTimePasscode" => "Hardware OATH token",
        "windowsHelloForBusiness" => "Windows Hello for Business",
        "fido2SecurityKey" or "fido2" => "Passkey",
        "passKeyDeviceBound" => "Passkey (device-bound)",
        "passKeyDeviceBoundAuthenticator" => "Passkey (Authenticator)",
        "passKeyDeviceBoundWindowsHello" => "Passkey (Windows Hello)",
        "passKeySynced" => "Passkey (synced)",
        "macOsSecureEnclaveKey" => "Platform credential",
        "qrCode" => "QR code",
        "appPassword" => "App password",
        "sms" => "Text message",
        "smsSignIn" => "SMS sign-in",
        "oneTimePasscode" => "One-time passcode",
        "mobilePhoneAndSMS" => "Mobile phone, text message",
        "externalAuthMethod" => "External method",
        _ => method,
    };
}
