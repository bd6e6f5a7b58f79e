using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.AppPasswords;

/// <summary>The errors of app passwords.</summary>
internal static class AppPasswordErrors
{
    public static GraphException AppPasswordNeedsPerUserMfa() =>
        MethodBadRequest("App passwords are for users whose per-user multi-factor authentication is enabled or enforced.");
    public static GraphException TooManyAppPasswords(int max) => MethodBadRequest($"The user already has {max} app passwords, which is the maximum.");
}
