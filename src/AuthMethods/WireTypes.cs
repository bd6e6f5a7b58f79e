using AuthMethods.Directory;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.Authentication;
using AuthMethods.Features.AuthenticationStrengths;
using AuthMethods.Features.DirectoryAudits;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Features.MultiFactor;
using AuthMethods.Features.Operations;
using AuthMethods.Features.Organization;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.PlatformCredentialMethods;
using AuthMethods.Features.Policies;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Features.Registrations;
using AuthMethods.Features.Reports;
using AuthMethods.Features.RoleManagement;
using AuthMethods.Features.Roles;
using AuthMethods.Features.SoftwareOathMethods;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Features.Users;
using AuthMethods.Features.WindowsHelloForBusinessMethods;
using AuthMethods.Methods;
using AuthMethods.Wire.Json;

namespace AuthMethods;

/// <summary>The types of all folders that go over the wire.</summary>
internal static class WireTypes
{
    public static void Join() => GraphJson.Join(
        DirectoryJson.Default, MethodsJson.Default, AppPasswordsJson.Default, AuthenticationJson.Default, AuthenticationStrengthsJson.Default,
        DirectoryAuditsJson.Default, EmailMethodsJson.Default, ExternalAuthenticationMethodsJson.Default, Fido2MethodsJson.Default,
        HardwareOathMethodsJson.Default, MicrosoftAuthenticatorMethodsJson.Default, MultiFactorJson.Default, OperationsJson.Default,
        OrganizationJson.Default, PasswordMethodsJson.Default, PhoneMethodsJson.Default, PlatformCredentialMethodsJson.Default, PoliciesJson.Default,
        QrCodePinMethodsJson.Default, RegistrationsJson.Default, ReportsJson.Default, RoleManagementJson.Default, RolesJson.Default,
        SoftwareOathMethodsJson.Default, TemporaryAccessPassMethodsJson.Default, UsersJson.Default, WindowsHelloForBusinessMethodsJson.Default);
}
