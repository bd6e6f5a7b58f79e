using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.EmailMethods;

/// <summary>The errors of email methods.</summary>
internal static class EmailErrors
{
    public static GraphException EmailFormat() => MethodBadRequest("The email address is not valid.");
    public static GraphException EmailExists() => MethodBadRequest("An email method is already registered.");
}
