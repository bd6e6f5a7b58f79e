namespace AuthMethods.Methods;

/// <summary>What a registered method counts as, in the words of the registration reports. A method may count as several.</summary>
public static class Registered
{
    public const long None = 0;
    public const long MobilePhone = 1 << 0;
    public const long AlternateMobilePhone = 1 << 1;
    public const long OfficePhone = 1 << 2;
    public const long Email = 1 << 3;
    public const long Password = 1 << 4;
    public const long MicrosoftAuthenticatorPasswordless = 1 << 5;
    public const long MicrosoftAuthenticatorPush = 1 << 6;
    public const long AuthenticatorOneTimePasscode = 1 << 7;
    private const long Carry = 1 << 8;
    public const long HardwareOneTimePasscode = 1 << 9;
    public const long PassKeyDeviceBound = 1 << 10;
    public const long PassKeySynced = 1 << 11;
    public const long WindowsHelloForBusiness = 1 << 12;
    public const long MacOsSecureEnclaveKey = 1 << 13;
    public const long TemporaryAccessPass = 1 << 14;
    public const long ExternalAuthMethod = 1 << 15;
    public const long QrCode = 1 << 16;
    public const long OathAppOneTimePasscode = 1 << 17;

    /// <summary>Codes of Microsoft Authenticator or of another's app; the policy says of each by itself who may use them.</summary>
    public const long SoftwareOneTimePasscode = AuthenticatorOneTimePasscode | OathAppOneTimePasscode;

    /// <summary>The strong ones, which make a user registered for multi-factor authentication.</summary>
    public const long Mfa = MobilePhone | AlternateMobilePhone | OfficePhone | MicrosoftAuthenticatorPush | MicrosoftAuthenticatorPasswordless
        | SoftwareOneTimePasscode | HardwareOneTimePasscode | Passkey | WindowsHelloForBusiness | MacOsSecureEnclaveKey | ExternalAuthMethod;

    public const long Passwordless = Passkey | WindowsHelloForBusiness | MicrosoftAuthenticatorPasswordless;

    /// <summary>What self-service password reset can verify a user by.</summary>
    public const long PasswordReset = MobilePhone | AlternateMobilePhone | OfficePhone | Email
        | MicrosoftAuthenticatorPush | SoftwareOneTimePasscode | HardwareOneTimePasscode;

    public const long Passkey = PassKeyDeviceBound | PassKeySynced;

    /// <summary>Everything that <c>methodsRegistered</c> names, in the order in which it does, with the bits that each name stands for.</summary>
    public static readonly IReadOnlyList<(long Mask, string Name)> Names =
    [
        (MobilePhone, "mobilePhone"), (AlternateMobilePhone, "alternateMobilePhone"), (OfficePhone, "officePhone"), (Email, "email"),
        (MicrosoftAuthenticatorPush, "microsoftAuthenticatorPush"), (MicrosoftAuthenticatorPasswordless, "microsoftAuthenticatorPasswordless"),
        (SoftwareOneTimePasscode, "softwareOneTimePasscode"), (HardwareOneTimePasscode, "hardwareOneTimePasscode"),
        (PassKeyDeviceBound, "passKeyDeviceBound"), (PassKeySynced, "passKeySynced"), (WindowsHelloForBusiness, "windowsHelloForBusiness"),
        (MacOsSecureEnclaveKey, "macOsSecureEnclaveKey"), (TemporaryAccessPass, "temporaryAccessPass"),
        (ExternalAuthMethod, "externalAuthMethod"), (QrCode, "qrCode"),
    ];

    /// <summary>
    /// The bits of several methods, given the sum of those that differ. That is their union, but for Microsoft Authenticator: an app
    /// counts as push and codes or, where it signs in alone, as all three, and the sum of both ways carries into a bit that is kept free.
    /// </summary>
    public static long OfSum(long sum) => (sum & Carry) == 0
        ? sum
        : (sum & ~Carry) | MicrosoftAuthenticatorPasswordless | MicrosoftAuthenticatorPush | AuthenticatorOneTimePasscode;
}
