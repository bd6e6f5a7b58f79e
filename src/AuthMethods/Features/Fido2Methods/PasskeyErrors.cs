using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Errors that only occur for passkeys.</summary>
internal static class PasskeyErrors
{
    public static GraphException MethodNotAllowed(string? allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "methodNotAllowed", "The method is not supported for this URL.") { Allow = allow };
}
