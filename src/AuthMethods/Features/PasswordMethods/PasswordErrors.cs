using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>The errors of password methods.</summary>
internal static class PasswordErrors
{
    /// <summary>The same error for a reset, with the code of the authentication methods.</summary>
    public static GraphException WeakPasswordOfMethod() => MethodBadRequest(WeakPassword().Message);
    public static GraphException WrongPassword() => DirectoryBadRequest("The specified current password is not correct.");
    public static GraphException NotOnThisMethod() => MethodBadRequest("The method is not supported for this URL.");
    public static GraphException HeldByHomeTenant() =>
        MethodBadRequest("The password of a user of another tenant can only be reset in their home tenant.");
    public static GraphException NewPasswordRequired() => MethodBadRequest("A new password is required for a user that is synchronized from on-premises.");
}
