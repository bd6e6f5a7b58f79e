using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Graph's <c>authenticationMethodModes</c>: ways to authenticate; combined flags are required together.</summary>
[Flags, UnknownFutureValue(65536)]
public enum AuthenticationMethodModes
{
    Password = 1,
    Voice = 2,
    HardwareOath = 4,
    SoftwareOath = 8,
    Sms = 16,
    Fido2 = 32,
    WindowsHelloForBusiness = 64,
    MicrosoftAuthenticatorPush = 128,
    DeviceBasedPush = 256,
    TemporaryAccessPassOneTime = 512,
    TemporaryAccessPassMultiUse = 1024,
    Email = 2048,
    X509CertificateSingleFactor = 4096,
    X509CertificateMultiFactor = 8192,
    FederatedSingleFactor = 16384,
    FederatedMultiFactor = 32768,
    QrCodePin = 131072,
}

/// <summary>The valid combinations of modes.</summary>
internal static class Combinations
{
    /// <summary>Every combination, in the order of Graph.</summary>
    public static readonly IReadOnlyList<AuthenticationMethodModes> All =
    [
        AuthenticationMethodModes.WindowsHelloForBusiness,
        AuthenticationMethodModes.Fido2,
        AuthenticationMethodModes.X509CertificateMultiFactor,
        AuthenticationMethodModes.DeviceBasedPush,
        AuthenticationMethodModes.TemporaryAccessPassOneTime,
        AuthenticationMethodModes.TemporaryAccessPassMultiUse,
        AuthenticationMethodModes.Password | AuthenticationMethodModes.MicrosoftAuthenticatorPush,
        AuthenticationMethodModes.Password | AuthenticationMethodModes.SoftwareOath,
        AuthenticationMethodModes.Password | AuthenticationMethodModes.HardwareOath,
        AuthenticationMethodModes.Password | AuthenticationMethodModes.Sms,
        AuthenticationMethodModes.Password | AuthenticationMethodModes.Voice,
        AuthenticationMethodModes.FederatedMultiFactor,
        AuthenticationMethodModes.MicrosoftAuthenticatorPush | AuthenticationMethodModes.FederatedSingleFactor,
        AuthenticationMethodModes.SoftwareOath | AuthenticationMethodModes.FederatedSingleFactor,
        AuthenticationMethodModes.HardwareOath | AuthenticationMethodModes.FederatedSingleFactor,
        AuthenticationMethodModes.Sms | AuthenticationMethodModes.FederatedSingleFactor,
        AuthenticationMethodModes.Voice | AuthenticationMethodModes.FederatedSingleFactor,
        AuthenticationMethodModes.X509CertificateSingleFactor,
        AuthenticationMethodModes.Sms,
        AuthenticationMethodModes.Password,
        AuthenticationMethodModes.FederatedSingleFactor,
        AuthenticationMethodModes.Email,
    ];

    // Only the built-in strength and its copies have these.
    private static readonly AuthenticationMethodModes[] WithCertificate =
    [
        AuthenticationMethodModes.Password | AuthenticationMethodModes.X509CertificateSingleFactor,
        AuthenticationMethodModes.Password | AuthenticationMethodModes.X509CertificateMultiFactor,
    ];

    private static readonly AuthenticationMethodModes[] SingleFactors =
    [
        AuthenticationMethodModes.X509CertificateSingleFactor, AuthenticationMethodModes.Sms, AuthenticationMethodModes.Password,
        AuthenticationMethodModes.FederatedSingleFactor, AuthenticationMethodModes.Email, AuthenticationMethodModes.QrCodePin,
    ];

    /// <summary>The combinations of the built-in strength for multi-factor authentication.</summary>
    public static IReadOnlyList<AuthenticationMethodModes> MultiFactor { get; } = [.. All.Except(SingleFactors), .. WithCertificate];

    // Graph's metadata has the mode of a QR code with PIN, but its list of combinations does not.
    public static bool IsValid(AuthenticationMethodModes combination) =>
        All.Contains(combination) || WithCertificate.Contains(combination) || combination == AuthenticationMethodModes.QrCodePin;

    public static bool IsMultiFactor(AuthenticationMethodModes combination) => !SingleFactors.Contains(combination);

    /// <summary>Whether somebody who used these modes, by their names, has done all that one of the combinations asks for.</summary>
    public static bool AreSatisfied(IEnumerable<AuthenticationMethodModes> combinations, IEnumerable<string> modes)
    {
        var used = modes.Aggregate(default(AuthenticationMethodModes), (all, name) =>
            GraphEnum.TryParse(typeof(AuthenticationMethodModes), name, out var mode) ? all | (AuthenticationMethodModes)mode : all);
        return combinations.Any(c => (c & used) == c);
    }

    public static IEnumerable<string> Names(IEnumerable<AuthenticationMethodModes> combinations) => combinations.Select(c => GraphEnum.Name(c));
}
