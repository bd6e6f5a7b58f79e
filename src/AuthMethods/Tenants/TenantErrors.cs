using AuthMethods.Wire.Errors;
using static AuthMethods.Wire.Errors.GraphErrors;

namespace AuthMethods.Tenants;

/// <summary>The errors of the calls that manage tenants.</summary>
internal static class TenantErrors
{
    public static GraphException DomainTaken(string domain) => MethodBadRequest($"The domain '{domain}' belongs to another tenant.");
    public static GraphException DomainTakenSince() => MethodBadRequest("Another tenant has got one of the domains of that state.");
    public static GraphException NotADomain() =>
        MethodBadRequest($"The domain must be a domain name of up to {Domains.MaxLength} characters, such as contoso.com.");
    public static GraphException UnknownSource() => MethodBadRequest("'from' must be sample, empty, the id of a snapshot, or an export.");
    public static GraphException NoExport(string why) => MethodBadRequest($"The export cannot be imported: {why}.");
    public static GraphException TooManySnapshots(int max) => MethodBadRequest($"The tenant already has {max} snapshots. Delete some.");
    public static GraphException NothingToResetTo() =>
        MethodBadRequest("The state in which this tenant was created is not stored. Tenants of earlier versions can't be reset.");
}
