using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The errors of hardware OATH tokens.</summary>
internal static class HardwareOathErrors
{
    public static GraphException TokenExists() => MethodBadRequest("A token with this manufacturer and serial number already exists.");
    public static GraphException TokenIsAssigned() => MethodBadRequest("The token is assigned to a user. Unassign it first.");
    public static GraphException TokenNotAvailable() => MethodBadRequest("The token does not exist or is already assigned to a user.");
    public static GraphException TokenIsActive() => MethodBadRequest("The token is already activated.");
    public static GraphException WrongVerificationCode() => MethodBadRequest("The verification code is not correct.");
}
