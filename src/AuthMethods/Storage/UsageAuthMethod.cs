namespace AuthMethods.Storage;

/// <summary>Graph's <c>usageAuthMethod</c>: what a user registers or resets. The first ten are the names of older reports.</summary>
[UnknownFutureValue(10)]
public enum UsageAuthMethod
{
    Email = 0,
    MobileSMS = 1,
    MobileCall = 2,
    OfficePhone = 3,
    SecurityQuestion = 4,
    AppNotification = 5,
    AppCode = 6,
    AlternateMobileCall = 7,
    Fido = 8,
    AppPassword = 9,
    ExternalAuthMethod = 11,
    HardwareOneTimePasscode = 12,
    WindowsHelloForBusiness = 13,
    MicrosoftAuthenticatorPasswordless = 14,
    TemporaryAccessPass = 15,
    MacOsSecureEnclaveKey = 16,
    PassKeyDeviceBound = 17,
    PassKeyDeviceBoundAuthenticator = 18,
    PassKeyDeviceBoundWindowsHello = 19,
    SoftwareOneTimePasscode = 20,
    MicrosoftAuthenticatorPush = 21,
    MobilePhone = 22,
    Sms = 23,
    AlternateMobilePhone = 24,
    Fido2SecurityKey = 25,
    OneTimePasscode = 26,
    PassKeySynced = 27,
    QrCode = 28,
}
