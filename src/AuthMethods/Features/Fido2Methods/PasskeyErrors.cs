using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Errors that only occur for passkeys.</summary>
internal static class PasskeyErrors
{
    public static GraphException MethodNotAllowed(string? allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "methodNotAllowed", "The method is not supported for this URL.") { Allow = allow };

    public static GraphException PasskeyRefused(string reason) => MethodBadRequest(reason);
    public static GraphException PasskeyForGuest() => MethodBadRequest("A passkey cannot be registered for a guest user.");
    public static GraphException PasskeyChallengeUnknown() => MethodBadRequest("The challenge was not issued for this user, has expired or was already used.");
    public static GraphException PasskeyExists() => MethodBadRequest("The credential is already registered for a user.");
    public static GraphException TooManyPasskeys(int max) => MethodBadRequest($"The user already has {max} passkeys, which is the maximum.");
    public static GraphException PasskeyNotPermitted() => MethodBadRequest("The policy permits no passkey of this model, type or attestation for the user.");
    public static GraphException ChallengeTimeoutOutOfRange() => MethodBadRequest("challengeTimeoutInMinutes must be between 5 and 43200.");
}
