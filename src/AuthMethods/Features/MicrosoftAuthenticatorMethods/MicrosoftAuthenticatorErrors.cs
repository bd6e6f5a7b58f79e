using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>The errors of Microsoft Authenticator.</summary>
internal static class MicrosoftAuthenticatorErrors
{
    public static GraphException AuthenticatorLimit(int max) =>
        MethodBadRequest($"A user can have at most {max} Microsoft Authenticator registrations.");
}
