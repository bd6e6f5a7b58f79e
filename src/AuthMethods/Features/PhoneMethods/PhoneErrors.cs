using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>The errors of phones.</summary>
internal static class PhoneErrors
{
    public static GraphException PhoneNumberFormat() => MethodBadRequest("Phone number is not in the required format.");
    public static GraphException PhoneTypeInvalid() => MethodBadRequest("phoneType must be one of: mobile, alternateMobile, office.");
    public static GraphException PhoneTypeChanged() => MethodBadRequest("The phoneType of a registered phone cannot be changed.");
    public static GraphException PhoneExists() => MethodBadRequest("A phone of this type is already registered.");
    public static GraphException MobileRequired() => MethodBadRequest("An alternate mobile number cannot be registered without a mobile number.");
    public static GraphException AlternateExists() => MethodBadRequest("Mobile number cannot be deleted without first deleting alternate mobile number.");
    public static GraphException SmsSignInNeedsMobile() => MethodBadRequest("SMS sign-in is only supported for the mobile phone.");
    public static GraphException SmsSignInNotAllowed() => MethodBadRequest("The user is not enabled for SMS sign-in by policy.");
    public static GraphException PhoneNumberNotUnique() =>
        new(StatusCodes.Status409Conflict, "phoneNumberNotUnique", "The phone number is already used for SMS sign-in by another account.");
}
