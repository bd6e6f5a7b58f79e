using System.Text;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Errors;

/// <summary>
/// All errors that this service returns, except those of one kind of method, which are in its folder. Three parts of Graph spell their
/// codes differently: the gateway (<c>BadRequest</c>), the directory (<c>Request_BadRequest</c>) and the authentication methods
/// (<c>badRequest</c>).
/// </summary>
internal static class GraphErrors
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
    public static GraphException KeyNeedsBrackets() =>
        BadRequest("A userPrincipalName that begins with '$' must be addressed as users('{userPrincipalName}').");
    public static GraphException ContentTypeMissing() => BadRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration.");
    public static GraphException NotJson() => BadRequest("Entity only allows writes with a JSON Content-Type header.");
    public static GraphException Unreadable() =>
        BadRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
    public static GraphException EntityMissing(string type) => BadRequest($"The request is missing a {type} entity");
    public static GraphException EmptyPayload() => BadRequest("Empty Payload. JSON content expected.");
    public static GraphException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "BadRequest", "The request body is too large.");
    public static GraphException TooSlow() => new(StatusCodes.Status408RequestTimeout, "BadRequest", "The request body was not received in time.");
    public static GraphException TypeDoesNotFit(string sent, string declared) =>
        BadRequest($"A resource with type '{sent}' was found, but it is not assignable to the expected type 'microsoft.graph.{declared}'.");
    public static GraphException UndeclaredProperty(string property, string declared) =>
        BadRequest($"The property '{property}' does not exist on type 'microsoft.graph.{declared}'. Make sure to only use property names that are defined by the type.");
    public static GraphException CannotConvert(string literal, string type) =>
        BadRequest($"Cannot convert the literal '{literal}' to the expected type '{type}'.");
    public static GraphException UnknownProperty(string property, string declared) =>
        BadRequest($"Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{declared}'.");
    public static GraphException InvalidOption(string option, string value, string expected) =>
        BadRequest($"Invalid value '{value}' for ${option} query option found. The ${option} query option requires {expected}.");
    public static GraphException InvalidFilter(string reason) => BadRequest($"Invalid filter clause: {reason}");
    public static GraphException InvalidOrderBy(string reason) => BadRequest($"Invalid orderby clause: {reason}");
    public static GraphException InvalidSearch(string reason) => BadRequest($"Invalid search clause: {reason}");
    public static GraphException InvalidExpand() => BadRequest("Parsing OData Select and Expand failed: only $select is supported inside $expand.");
    public static GraphException RepeatedOption(string option) =>
        BadRequest($"Query option '{option}' was specified more than once, but it must be specified at most once.");
    public static GraphException IncludedUsersMissing() =>
        BadRequest("The parameters are includedUserTypes='{all|member|guest}' and includedUserRoles='{all|privilegedAdmin|admin|user}'.");
    public static GraphException ParameterValueInvalid(string parameter, IEnumerable<string> values) =>
        BadRequest($"The value of parameter '{parameter}' is not one of {string.Join(", ", values)}.");
    public static GraphException UrlTooLong() => new(StatusCodes.Status414UriTooLong, "BadRequest", "The URL is too long.");
    public static GraphException EncodingNotSupported(string encoding) =>
        new(
            StatusCodes.Status415UnsupportedMediaType, "BadRequest",
            $"The Content-Encoding '{encoding}' is not supported. Supported are gzip, br and deflate.");
    public static GraphException TooManyRequests(Throttled throttled) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Please retry again later.")
        {
            Throttled = throttled, Refusal = new(RefusalKind.Throttled, $"the budget '{throttled.Scope}' is spent: {throttled.Information}"),
        };
    public static GraphException InternalError(GraphRequest request) => new(
        StatusCodes.Status500InternalServerError, request.IsAuthentication ? "generalException" : "UnknownError",
        "An unexpected error occurred. Search the server's log for the request-id.");
    public static GraphException Unavailable() =>
        new(StatusCodes.Status503ServiceUnavailable, "serviceNotAvailable", "The database is currently unavailable. Please retry.");

    public static GraphException Busy() =>
        new(StatusCodes.Status503ServiceUnavailable, "serviceNotAvailable", "The server is busy. Please retry.");

    // Batches.
    public static GraphException BatchEmpty() => BadRequest("Invalid batch payload format: 'requests' must be an array with at least one request.");
    public static GraphException BatchTooLong(int max) => BadRequest($"Number of batch request steps exceeds the maximum value of {max}.");
    public static GraphException BatchIdMissing() => BadRequest("Invalid batch payload format: each request needs an 'id'.");
    public static GraphException BatchIdRepeated(string id) => BadRequest($"Duplicate request id '{id}': the ids of a batch must be unique.");
    public static GraphException BatchDependencyUnknown(string id) => BadRequest($"'dependsOn' names '{id}', which is not a request in this batch.");
    public static GraphException BatchCircular() => BadRequest("The requests of this batch have circular dependencies.");
    public static GraphException BatchEntryLacks(string member) => BadRequest($"Invalid batch payload format: the request needs a '{member}'.");
    public static GraphException BatchHeadersInvalid() => BadRequest("Invalid batch payload format: 'headers' must be an object with string values.");
    public static GraphException BatchBodyInvalid() => BadRequest("Invalid batch payload format: a 'body' that is not JSON must be base64.");
    public static GraphException BatchUrlAbsolute() =>
        BadRequest("Invalid batch payload format: the 'url' of a request must be relative to the version, such as /users.");
    public static GraphException BatchUrlInvalid() => BadRequest("Invalid batch payload format: the 'url' cannot be decoded.");
    public static GraphException NestedBatch() => BadRequest("A batch cannot be part of a batch.");
    public static GraphException FailedDependency() =>
        new(StatusCodes.Status424FailedDependency, "FailedDependency", "A request that this one depends on failed.");
    public static GraphException BatchAnswersTooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, "BadRequest", "The responses of this batch are too large in total. Send this request separately.");

    // The directory.
    public static GraphException MethodNotAllowed(string? allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.") { Allow = allow };
    public static GraphException ResourceNotFound(string key) =>
        new(
            StatusCodes.Status404NotFound, "Request_ResourceNotFound",
            $"Resource '{key}' does not exist or one of its queried reference-property objects are not present.");
    public static GraphException DirectoryBadRequest(string message) => new(StatusCodes.Status400BadRequest, "Request_BadRequest", message);
    public static GraphException LockedOut() =>
        DirectoryBadRequest("The account is temporarily locked because a wrong secret was sent too many times. Try again later.");
    public static GraphException CannotConvertInDirectory(string literal, string type) => DirectoryBadRequest(CannotConvert(literal, type).Message);
    public static GraphException ValueRequired(string property, string resource = "User") =>
        DirectoryBadRequest($"A value is required for property '{property}' of resource '{resource}'.");
    public static GraphException InvalidValue(string property, string resource = "User") =>
        DirectoryBadRequest($"Invalid value specified for property '{property}' of resource '{resource}'.");
    public static GraphException ParameterRequired(string parameter) => DirectoryBadRequest($"A value is required for parameter '{parameter}'.");
    public static GraphException UnknownName(string property) => DirectoryBadRequest($"Invalid property '{property}'.");
    public static GraphException ReadOnly(string property) => DirectoryBadRequest($"Property '{property}' is read-only and cannot be set.");
    public static GraphException SyncedProperty(string property) =>
        DirectoryBadRequest($"Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration: {property}.");
    public static GraphException UnverifiedDomain() =>
        DirectoryBadRequest(
            "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.");
    // What Graph says of the password of a user of another tenant.
    public static GraphException PrincipalNameInvalid() => DirectoryBadRequest("Property userPrincipalName is invalid.");
    public static GraphException Conflict(string property) =>
        new(
            StatusCodes.Status400BadRequest, "Request_BadRequest",
            $"Another object with the same value for property {property} already exists.") { ConflictingProperty = property };
    public static GraphException ConflictingObject() =>
        DirectoryBadRequest("A conflicting object with one or more of the specified property values is present in the directory.");
    public static GraphException InvalidIdentifier(string value) => DirectoryBadRequest($"Invalid object identifier '{value}'.");
    public static GraphException InvalidReference() => DirectoryBadRequest("Invalid URL format specified in @odata.id.");
    public static GraphException ReferenceExists(string property) =>
        DirectoryBadRequest($"One or more added object references already exist for the following modified properties: '{property}'.");
    public static GraphException ReferenceNotAllowed(string property) =>
        DirectoryBadRequest($"One or more of the objects cannot be added to the following property: '{property}'.");
    public static GraphException MailEnabledNotSupported() =>
        DirectoryBadRequest("The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.");
    public static GraphException LastGlobalAdministrator() => DirectoryBadRequest("The last Global Administrator of an organization cannot be removed.");
    public static GraphException PrincipalNotAssignable() =>
        DirectoryBadRequest("Roles can only be assigned to users, applications and groups whose isAssignableToRole property is true.");
    public static GraphException RoleNotAssignableInScope() =>
        DirectoryBadRequest("The given built-in role is not supported to be assigned to a single resource scope.");
    public static GraphException BuiltInRole() => DirectoryBadRequest("Built-in role definitions cannot be changed or deleted.");
    public static GraphException RoleInUse() => DirectoryBadRequest("A role definition that is assigned cannot be deleted.");
    public static GraphException WeakPassword() =>
        DirectoryBadRequest("The specified password does not comply with password complexity requirements. Please provide a different password.");
    public static GraphException NoSuchApplication(string appId) =>
        DirectoryBadRequest($"The appId '{appId}' of the service principal does not reference a valid application object.");
    public static GraphException ServicePrincipalExists(string appId) => SameKeyValue(
        $"The service principal cannot be created, updated, or restored because the service principal name {appId} is already in use.");
    public static GraphException NoSuchAppRole(string appId) =>
        DirectoryBadRequest($"Permission being assigned was not found on application '{appId}'.");
    public static GraphException AppRoleAssigned() => DirectoryBadRequest("Permission being assigned already exists on the object");
    public static GraphException PermissionGrantExists() => SameKeyValue("Permission entry already exists.");
    private static GraphException SameKeyValue(string message) => new(StatusCodes.Status409Conflict, "Request_MultipleObjectsWithSameKeyValue", message);
    public static GraphException UnsupportedQuery(string message) => new(StatusCodes.Status400BadRequest, "Request_UnsupportedQuery", message);
    public static GraphException NotDeclared(string property) =>
        UnsupportedQuery($"Property '{property}' does not exist as a declared property or extension property.");
    public static GraphException InvalidPageSize(string value) =>
        UnsupportedQuery($"Invalid page size specified: '{value}'. Must be between 1 and 999 inclusive.");
    public static GraphException SkipNotSupported() => OptionNotSupported("$skip");
    public static GraphException OptionNotSupported(string option) => DirectoryBadRequest($"'{option}' is not supported by the service.");
    public static GraphException TopNotSupported() => DirectoryBadRequest("This operation target does not support query parameter '$top'.");
    public static GraphException CountNotSupported() => DirectoryBadRequest("$count is not currently supported.");
    public static GraphException SearchNeedsHeader() =>
        UnsupportedQuery("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
    public static GraphException NeedsAdvancedQuery(string op) => UnsupportedQuery(
        $"Operator '{op}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information");
    public static GraphException ExpandInAdvancedQuery() => UnsupportedQuery("$expand is not supported together with advanced query parameters.");
    public static GraphException UnsupportedFilter(string property, string resource) =>
        UnsupportedQuery($"Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'.");
    public static GraphException UnsupportedSearch(string property, string resource) =>
        UnsupportedQuery($"Unsupported or invalid query search clause specified for property '{property}' of resource '{resource}'.");
    public static GraphException UnsupportedSort() => UnsupportedQuery("Sorting not supported for current query.");
    public static GraphException NotOnCollections(string property) =>
        new(StatusCodes.Status501NotImplemented, "NotImplemented", $"The property '{property}' can only be selected of a single user.");
    public static GraphException InvalidSkipToken() => DirectoryBadRequest("Invalid skip token.");

    // Delta queries.
    public static GraphException BadlyFormedToken() => BadRequest("Badly formed token.");
    public static GraphException UnrecognizedArgument(string name) => DirectoryBadRequest($"Unrecognized query argument specified: '{name}'.");
    public static GraphException OptionInToken(string option) =>
        DirectoryBadRequest($"'{option}' can only be specified in the first request of a delta query; the tokens of later requests contain it.");
    public static GraphException TooManyObjects(int max) => UnsupportedQuery($"The filter of a delta query can name up to {max} objects.");
    public static GraphException SyncStateNotFound() =>
        new(
            StatusCodes.Status410Gone, "syncStateNotFound",
            "The sync state generation is not found. The delta token is expired and data must be synchronized again.");
    public static GraphException ResyncRequired() =>
        new(StatusCodes.Status410Gone, "resyncRequired", "The delta token is no longer valid, and the app must reset the sync state.");

    // The authentication methods.
    public static GraphException MethodBadRequest(string message) => new(StatusCodes.Status400BadRequest, "badRequest", message);
    public static GraphException MethodNotFound() => new(StatusCodes.Status404NotFound, "resourceNotFound", "Resource not found.");
    public static GraphException MethodLockedOut() => MethodBadRequest(LockedOut().Message);
    public static GraphException IsDefaultMethod(string id) => MethodBadRequest(
        $"The requested authentication method id of [{id}] matches the user's current default authentication method, and cannot be deleted until the default authentication method is changed");
    public static GraphException NoSuchSecondFactor() =>
        MethodBadRequest("The user has no method registered for userPreferredMethodForSecondaryAuthentication.");
    public static GraphException MethodTypeDoesNotFit(string sent, string declared) => MethodBadRequest(TypeDoesNotFit(sent, declared).Message);
    public static GraphException CannotConvertOfMethod(string literal, string type) => MethodBadRequest(CannotConvert(literal, type).Message);
    public static GraphException InvalidMethodValue(string property) => MethodBadRequest($"Invalid value specified for property '{property}'.");
    public static GraphException ConfigurationsUpdatedSeparately() =>
        MethodBadRequest("The authenticationMethodConfigurations cannot be updated through the authenticationMethodsPolicy. Update each of them.");
    public static GraphException StrengthIsBuiltIn() => MethodBadRequest("A built-in authentication strength policy cannot be updated or deleted.");
    public static GraphException UnknownCombinations(IEnumerable<string> names) =>
        MethodBadRequest($"Invalid authentication method mode combination(s): {string.Join(", ", names)}");
    public static GraphException CombinationsUpdatedSeparately() => MethodBadRequest("The allowedCombinations are updated by updateAllowedCombinations.");
    public static GraphException PolicyTooLarge() => MethodBadRequest("The authentication methods policy exceeds its maximum size of 20 KB.");
    public static GraphException BadRegistrations(string why) => MethodBadRequest($"The registrations cannot be read: {why}");
    public static GraphException NotAllowedByPolicy(string configurationId) => MethodBadRequest(
        $"Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [{configurationId}].");

    /// <summary>403 in the form of the addressed part of Graph, with the reason for those who may see it.</summary>
    public static GraphException Denied(GraphRequest request, Refusal refusal) => request.IsReport
        ? ReportDenied(refusal)
        : request.IsAuthentication
        ? AccessDenied(refusal)
        : refusal == Refusal.OnlyOwnAccount
        ? new(StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Access to change password operation is denied.") { Refusal = refusal }
        : RequestDenied(refusal);

    public static GraphException AccessDenied(Refusal? refusal = null) => new(StatusCodes.Status403Forbidden, "accessDenied", "Request Authorization failed")
    {
        Refusal = refusal,
        Challenge = refusal == Refusal.RecentMfaMissing
            ? $", error=\"insufficient_claims\"{Claims("{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"ngcmfa\"]}}}")}"
            : null,
    };

    public static GraphException RequestDenied(Refusal? refusal = null) =>
        new(StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.") { Refusal = refusal };

    // Reports and audit logs.
    public static GraphException RecordNotFound(string key) => new(StatusCodes.Status404NotFound, "resourceNotFound", $"No record found for key: {key}");

    public static GraphException NotPremium() =>
        new(
            StatusCodes.Status403Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            "Neither tenant is B2C or tenant doesn't have premium license");

    public static GraphException ReportPermissionMissing(Refusal? refusal = null) =>
        new(
            StatusCodes.Status403Forbidden, "Authentication_MSGraphPermissionMissing",
            $"Calling principal does not have required MSGraph permissions {refusal?.Least ?? "AuditLog.Read.All"}") { Refusal = refusal };

    public static GraphException ReportDenied(Refusal refusal) => refusal.Kind is RefusalKind.PermissionMissing or RefusalKind.AppOnly
        ? ReportPermissionMissing(refusal)
        : new(StatusCodes.Status403Forbidden, "Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles") { Refusal = refusal };

    /// <summary>404 for a user, in the form of the addressed part of Graph.</summary>
    public static GraphException UserNotFound(GraphRequest request, string key) => request.IsAuthentication ? MethodNotFound() : ResourceNotFound(key);

    public static GraphException IdNotFound(GraphRequest request, string id) =>
        request.IsAuthentication || request.IsReport ? MethodNotFound() : ResourceNotFound(id);

    /// <summary>Whether a code is one of the authentication methods, whose errors repeat the message in <c>innerError</c>.</summary>
    internal static bool RepeatsMessage(string code) => char.IsLower(code[0]);

    private static GraphException Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message);

    private static GraphException Challenged(string code, DateTimeOffset? notBefore)
    {
        var message = $"Continuous access evaluation resulted in challenge with result: InteractionRequired and code: {code}";
        var challenge = $", error_description=\"{message}\", error=\"insufficient_claims\"";
        if (notBefore is { } from) challenge += Claims("{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"" + from.ToUnixTimeSeconds() + "\"}}}");
        return new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message) { Challenge = challenge };
    }

    /// <summary>The part of a challenge that tells the client which claims to request for the next token.</summary>
    private static string Claims(string json) => $", claims=\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(json))}\"";
}
