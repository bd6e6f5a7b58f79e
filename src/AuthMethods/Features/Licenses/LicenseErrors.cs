using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.Licenses;

/// <summary>The errors of <c>assignLicense</c>, in the words of Graph's directory.</summary>
internal static class LicenseErrors
{
    public static GraphException ParametersMissing(IEnumerable<string> names) => GraphErrors.BadRequest(
        $"One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: {string.Join(',', names)}.");
    public static GraphException NoUsageLocation() =>
        GraphErrors.DirectoryBadRequest("License assignment cannot be done for user with invalid usage location.");
    public static GraphException UnknownLicense(Guid sku) => GraphErrors.DirectoryBadRequest($"License {sku} does not correspond to a valid company License.");
    public static GraphException NotAssigned() => GraphErrors.DirectoryBadRequest("User does not have a corresponding license.");
    public static GraphException NoneAvailable(Guid sku) =>
        GraphErrors.DirectoryBadRequest($"Subscription with SKU {sku} does not have any available licenses.");
    public static GraphException UnknownPlan(Guid plan, Guid sku) => GraphErrors.DirectoryBadRequest($"Service plan {plan} is not part of license {sku}.");
}
