using System.Text;
using AuthMethods.Policy;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Graph;

/// <summary>
/// Every error this service answers with. Three parts of Graph spell their codes in three ways: the gateway
/// (<c>BadRequest</c>), the directory (<c>Request_BadRequest</c>) and the authentication methods (<c>badRequest</c>).
/// </summary>
public static class GraphErrors
{
    // The gateway: token, address, body.
    public static GraphException TokenMissing() => Unauthorized("Access token is empty.");
    public static GraphException TokenMalformed() => Unauthorized("CompactToken parsing failed with error code: 80049217");
    public static GraphException TokenExpired() => Unauthorized("Access token has expired or is not yet valid.");
    public static GraphException TokenInvalid() => Unauthorized("Access token validation failure.");
    public static GraphException TokenForOtherAudience() => Unauthorized("Access token validation failure. Invalid audience.");
    public static GraphException AccountDisabled() => Challenged("AccountDisabled", null);
    public static GraphException SessionRevoked(DateTimeOffset validFrom) => Challenged("TokenIssuedBeforeRevocationTimestamp", validFrom);
    public static GraphException BadRequest(string message) => new(StatusCodes.Status400BadRequest, "BadRequest", message);
    public static GraphException BadVersion(string segment) => BadRequest($"Invalid version: {segment}");
    public static GraphException UnknownSegment(string segment) => BadRequest($"Resource not found for the segment '{segment}'.");
    public static GraphException MeIsDelegatedOnly() => BadRequest("/me request is only valid with delegated authentication flow.");
    public static GraphException KeyNeedsBrackets() => BadRequest("A userPrincipalName that begins with '$' must be addressed as users('{userPrincipalName}').");
    public static GraphException ContentTypeMissing() => BadRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration.");
    public static GraphException NotJson() => BadRequest("Entity only allows writes with a JSON Content-Type header.");
    public static GraphException Unreadable() => BadRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
    public static GraphException EmptyPayload() => BadRequest("Empty Payload. JSON content expected.");
    public static GraphException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "BadRequest", "The request body is too large.");
    public static GraphException TypeDoesNotFit(string sent, string declared) =>
        BadRequest($"A resource with type '{sent}' was found, but it is not assignable to the expected type 'microsoft.graph.{declared}'.");
    public static GraphException UndeclaredProperty(string property, string declared) =>
        BadRequest($"The property '{property}' does not exist on type 'microsoft.graph.{declared}'. Make sure to only use property names that are defined by the type.");
    public static GraphException WrongJsonType(string property, string expected) =>
        BadRequest($"Cannot convert the value of property '{property}' to the expected type '{expected}'.");
    public static GraphException UnknownProperty(string property, string declared) =>
        BadRequest($"Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{declared}'.");
    public static GraphException InvalidOption(string option, string value, string expected) =>
        BadRequest($"Invalid value '{value}' for ${option} query option found. The ${option} query option requires {expected}.");
    public static GraphException InvalidFilter(string reason) => BadRequest($"Invalid filter clause: {reason}");
    public static GraphException InvalidOrderBy(string reason) => BadRequest($"Invalid orderby clause: {reason}");
    public static GraphException InvalidSearch(string reason) => BadRequest($"Invalid search clause: {reason}");
    public static GraphException RepeatedOption(string option) => BadRequest($"Query option '{option}' was specified more than once, but it must be specified at most once.");
    public static GraphException InternalError() => new(StatusCodes.Status500InternalServerError, "generalException", "An unexpected error occurred. The request-id finds it in the server's log.");
    public static GraphException Unavailable() => new(StatusCodes.Status503ServiceUnavailable, "serviceNotAvailable", "The database cannot be reached at the moment. Please retry.");

    // The directory.
    public static GraphException MethodNotAllowed(string? allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.") { Allow = allow };
    public static GraphException ResourceNotFound(string key) =>
        new(StatusCodes.Status404NotFound, "Request_ResourceNotFound", $"Resource '{key}' does not exist or one of its queried reference-property objects are not present.");
    public static GraphException DirectoryBadRequest(string message) => new(StatusCodes.Status400BadRequest, "Request_BadRequest", message);
    public static GraphException ValueRequired(string property) => DirectoryBadRequest($"A value is required for property '{property}' of resource 'User'.");
    public static GraphException InvalidValue(string property) => DirectoryBadRequest($"Invalid value specified for property '{property}' of resource 'User'.");
    public static GraphException ReadOnly(string property) => DirectoryBadRequest($"Property '{property}' is read-only and cannot be set.");
    public static GraphException SyncedProperty(string property) =>
        DirectoryBadRequest($"Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration: {property}.");
    public static GraphException UnverifiedDomain() =>
        DirectoryBadRequest("The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.");
    public static GraphException Conflict(string property) =>
        new(StatusCodes.Status400BadRequest, "Request_BadRequest", $"Another object with the same value for property {property} already exists.") { ConflictingProperty = property };
    public static GraphException WeakPassword(HttpContext context) => Dialected(
        context, "The specified password does not comply with password complexity requirements. Please provide a different password.");
    public static GraphException WrongPassword() => DirectoryBadRequest("The specified current password is not correct.");
    public static GraphException UnsupportedQuery(string message) => new(StatusCodes.Status400BadRequest, "Request_UnsupportedQuery", message);
    public static GraphException NotDeclared(string property) => UnsupportedQuery($"Property '{property}' does not exist as a declared property or extension property.");
    public static GraphException InvalidPageSize(string value) => UnsupportedQuery($"Invalid page size specified: '{value}'. Must be between 1 and 999 inclusive.");
    public static GraphException SkipNotSupported() => DirectoryBadRequest("'$skip' is not supported by the service.");
    public static GraphException CountNotSupported() => DirectoryBadRequest("$count is not currently supported.");
    public static GraphException SearchNeedsHeader() =>
        UnsupportedQuery("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
    public static GraphException OptionNotSupported(string option) => UnsupportedQuery($"The query option '${option}' is not supported by this server yet.");
    public static GraphException NeedsAdvancedQuery(string op) => UnsupportedQuery(
        $"Operator '{op}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information");
    public static GraphException UnsupportedFilter(string property, string resource) =>
        UnsupportedQuery($"Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'.");
    public static GraphException UnsupportedSearch(string property, string resource) =>
        UnsupportedQuery($"Unsupported or invalid query search clause specified for property '{property}' of resource '{resource}'.");
    public static GraphException UnsupportedSort() => UnsupportedQuery("Sorting not supported for current query.");
    public static GraphException NotOnCollections(string property) =>
        new(StatusCodes.Status501NotImplemented, "NotImplemented", $"The property '{property}' can only be selected of a single user.");
    public static GraphException InvalidSkipToken() => DirectoryBadRequest("Invalid skip token.");

    // The authentication methods.
    public static GraphException MethodBadRequest(string message) => new(StatusCodes.Status400BadRequest, "badRequest", message);
    public static GraphException MethodNotFound() => new(StatusCodes.Status404NotFound, "resourceNotFound", "Resource not found.");
    public static GraphException NotOnThisMethod() => MethodBadRequest("The method is not supported for this URL.");
    public static GraphException EmailFormat() => MethodBadRequest("The email address is not valid.");
    public static GraphException EmailExists() => MethodBadRequest("An email method is already registered.");
    public static GraphException PhoneNumberFormat() => MethodBadRequest("Phone number is not in the required format.");
    public static GraphException PhoneTypeInvalid() => MethodBadRequest("phoneType must be one of: mobile, alternateMobile, office.");
    public static GraphException PhoneTypeChanged() => MethodBadRequest("The phoneType of a registered phone cannot be changed.");
    public static GraphException PhoneExists() => MethodBadRequest("A phone of this type is already registered.");
    public static GraphException MobileRequired() => MethodBadRequest("An alternate mobile number cannot be registered without a mobile number.");
    public static GraphException AlternateFirst() => MethodBadRequest("Mobile number cannot be deleted without first deleting alternate mobile number.");
    public static GraphException IsDefaultMethod(string id) => MethodBadRequest(
        $"The requested authentication method id of [{id}] matches the user's current default authentication method, and cannot be deleted until the default authentication method is changed");
    public static GraphException SmsSignInNeedsMobile() => MethodBadRequest("SMS sign-in is only supported for the mobile phone.");
    public static GraphException SmsSignInNotAllowed() => MethodBadRequest("The user is not enabled for SMS sign-in by policy.");
    public static GraphException PhoneNumberNotUnique() =>
        new(StatusCodes.Status409Conflict, "phoneNumberNotUnique", "The phone number is already used for SMS sign-in by another account.");
    public static GraphException NoSuchSecondFactor() => MethodBadRequest("The user has no method registered for userPreferredMethodForSecondaryAuthentication.");
    public static GraphException InvalidMethodValue(string property) => MethodBadRequest($"Invalid value specified for property '{property}'.");
    public static GraphException AppPasswordNeedsPerUserMfa() => MethodBadRequest("App passwords are for users whose per-user multi-factor authentication is enabled or enforced.");
    public static GraphException TooManyAppPasswords(int most) => MethodBadRequest($"The user has {most} app passwords, which is as many as one can have.");
    public static GraphException BadRegistrations(string why) => MethodBadRequest($"The registrations cannot be read: {why}");
    public static GraphException NotAllowedByPolicy(string configurationId) => MethodBadRequest(
        $"Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [{configurationId}].");
    public static GraphException NewPasswordRequired() => MethodBadRequest("A new password is required for a user that is synchronized from on-premises.");

    /// <summary>403 as the addressed part of Graph says it, with the reason for whoever may know.</summary>
    public static GraphException Denied(HttpContext context, Refusal refusal) => context.Graph().IsReport
        ? ReportDenied(refusal)
        : context.Graph().IsAuthentication
        ? AccessDenied(refusal)
        : refusal == Refusal.OnlyOwnAccount
        ? new(StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Access to change password operation is denied.") { Refusal = refusal }
        : RequestDenied(refusal);

    public static GraphException AccessDenied(Refusal? refusal = null) => new(StatusCodes.Status403Forbidden, "accessDenied", "Request Authorization failed") { Refusal = refusal };

    public static GraphException RequestDenied(Refusal? refusal = null) =>
        new(StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.") { Refusal = refusal };

    // Reports and audit logs.
    public static GraphException NotPremium() => new(StatusCodes.Status403Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license");

    public static GraphException ReportPermissionMissing(Refusal? refusal = null) =>
        new(StatusCodes.Status403Forbidden, "Authentication_MSGraphPermissionMissing", "Calling principal does not have required MSGraph permissions AuditLog.Read.All") { Refusal = refusal };

    private static GraphException ReportDenied(Refusal refusal) => refusal.Kind is RefusalKind.PermissionMissing or RefusalKind.AppOnly
        ? ReportPermissionMissing(refusal)
        : new(StatusCodes.Status403Forbidden, "Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles") { Refusal = refusal };

    /// <summary>404 for a user, as the addressed part of Graph says it.</summary>
    public static GraphException UserNotFound(HttpContext context, string key) => context.Graph().IsAuthentication ? MethodNotFound() : ResourceNotFound(key);

    /// <summary>Whether a code is of the authentication methods, whose answers repeat the message inside.</summary>
    internal static bool RepeatsMessage(string code) => char.IsLower(code[0]);

    private static GraphException Dialected(HttpContext context, string message) =>
        context.Graph().IsAuthentication ? MethodBadRequest(message) : DirectoryBadRequest(message);

    private static GraphException Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message);

    private static GraphException Challenged(string code, DateTimeOffset? notBefore)
    {
        var message = $"Continuous access evaluation resulted in challenge with result: InteractionRequired and code: {code}";
        var challenge = $", error_description=\"{message}\", error=\"insufficient_claims\"";
        if (notBefore is { } from)
        {
            var claims = "{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"" + from.ToUnixTimeSeconds() + "\"}}}";
            challenge += $", claims=\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))}\"";
        }

        return new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message) { Challenge = challenge };
    }
}
