using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.PlatformCredentialMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Features.ResourceAccountKeyMethods;
using AuthMethods.Features.SoftwareOathMethods;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Features.WindowsHelloForBusinessMethods;
using AuthMethods.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features;

/// <summary>The kinds of authentication method, in the order of the reports.</summary>
internal static class AllMethodKinds
{
    public static readonly MethodKind[] All =
    [
        new PasswordMethodKind(),
        new PhoneMethodKind(),
        new EmailMethodKind(),
        new MicrosoftAuthenticatorMethodKind(),
        new SoftwareOathMethodKind(),
        new HardwareOathMethodKind(),
        new Fido2MethodKind(),
        new WindowsHelloForBusinessMethodKind(),
        new PlatformCredentialMethodKind(),
        new TemporaryAccessPassKind(),
        new ExternalMethodKind(),
        new QrCodePinMethodKind(),
        new ResourceAccountKeyMethodKind(),
    ];

    public static void AddMethodKinds(this IServiceCollection services)
    {
        foreach (var kind in All) services.AddMethodKind(kind);
    }
}
