using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>The errors of Temporary Access Passes.</summary>
internal static class TemporaryAccessPassErrors
{
    public static GraphException PassLifetimeOutOfRange(int min, int max) =>
        MethodBadRequest($"Invalid LifetimeInMinutes specified. The valid range between {min} and {max}.");
    public static GraphException PassStartsInThePast() =>
        MethodBadRequest("Invalid StartDateTime specified. A Temporary Access Pass cannot start in the past.");
    public static GraphException PassMustBeForOneUse() =>
        MethodBadRequest("Invalid IsUsableOnce specified. The policy allows only passes that are usable once.");
    public static GraphException PassForExternalGuest() => MethodBadRequest("Temporary Access Pass cannot be added to an external guest user.");
}
