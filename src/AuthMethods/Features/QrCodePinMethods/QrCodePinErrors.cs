using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>The errors of QR codes and their PIN.</summary>
internal static class QrCodePinErrors
{
    public static GraphException QrCodePinExists() =>
        new(StatusCodes.Status409Conflict, "conflict", "A QR code method is already registered. Delete it first.");
    public static GraphException TemporaryCodeExists() => MethodBadRequest("A temporary QR code is active. Delete it first.");
    public static GraphException PinInvalid(int minLength) => MethodBadRequest($"A PIN must be new and consist of {minLength} to 20 digits.");
    public static GraphException WrongPin() => MethodBadRequest("The current PIN is not correct.");
}
