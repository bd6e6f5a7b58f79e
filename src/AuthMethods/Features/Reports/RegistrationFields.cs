using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.Reports;

/// <summary>The fields by which the registration report can be filtered and sorted.</summary>
internal static class RegistrationFields
{
    /// <param name="registration">Evaluates the filters on the lists, which are not columns but queries over the methods.</param>
    public static Fields<RegistrationReportRow> Of(RegistrationQuery registration) => new Fields<RegistrationReportRow>(
        "UserRegistrationDetails", typeof(UserRegistrationDetails), r => r.Id)
    {
        IsDirectory = false,
        IsReport = true,
    }
        .Id("id", r => r.Id, Eq | In)
        .Boolean("isAdmin", r => r.IsAdmin, Eq)
        .Boolean("isMfaCapable", r => r.IsMfaCapable, Eq)
        .Boolean("isMfaRegistered", r => r.IsMfaRegistered, Eq)
        .Boolean("isPasswordlessCapable", r => r.IsPasswordlessCapable, Eq)
        .Boolean("isSsprCapable", r => r.IsSsprRegistered && r.IsSsprEnabled, Eq)
        .Boolean("isSsprEnabled", r => r.IsSsprEnabled, Eq)
        .Boolean("isSsprRegistered", r => r.IsSsprRegistered, Eq)
        .Boolean("isSystemPreferredAuthenticationMethodEnabled", r => r.IsSystemPreferredEnabled, Eq)
        .Members("methodsRegistered", registration.IsRegisteredAs, Eq | Ne)
        .Members("systemPreferredAuthenticationMethods", registration.IsPreferredAs, Eq | Ne)
        .Text("userDisplayName", r => r.DisplayNameKey, Eq | StartsWith, sort: Allowed.ByDefault, isIndexed: true)
        .Enum("userPreferredMethodForSecondaryAuthentication", r => r.DefaultFactor, Eq)
        .Text("userPrincipalName", r => r.UserPrincipalNameKey, Eq | StartsWith, sort: Allowed.ByDefault, isIndexed: true)
        .Code("userType", r => r.UserType, Eq);
}
