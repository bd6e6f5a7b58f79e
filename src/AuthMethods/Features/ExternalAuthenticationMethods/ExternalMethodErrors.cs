using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>The errors of external authentication methods.</summary>
internal static class ExternalMethodErrors
{
    public static GraphException ExternalMethodUnknown(string configurationId) =>
        MethodBadRequest($"There is no external authentication method configuration with the id [{configurationId}].");
    public static GraphException ExternalMethodExists() => MethodBadRequest("The user is already registered for this external authentication method.");
}
