using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.Authenticators;

/// <summary>The errors of software authenticators, worded like those of browsers.</summary>
internal static class AuthenticatorErrors
{
    public static GraphException TooManyAuthenticators(int max) => MethodBadRequest($"The tenant already has {max} software authenticators. Delete some.");
    public static GraphException NotOfThisType() => MethodBadRequest("An authenticator of this type cannot do this.");
    public static GraphException PasskeyExcluded() => MethodBadRequest("The authenticator has one of the excluded credentials.");
    public static GraphException PasskeyMissing() => MethodBadRequest("The authenticator has no passkey that the options allow.");
    public static GraphException AlgorithmMissing() => MethodBadRequest("The authenticator only has the algorithm -7, which the options do not name.");
}
