namespace AuthMethods.Authority;

/// <summary>Ends a token request with an error in Entra's format.</summary>
internal sealed class AuthorityException(int status, string error, int code, string text) : Exception(text)
{
    public int Status { get; } = status;

    /// <summary>OAuth's <c>error</c>; it decides which exception a client library throws.</summary>
    public string Error { get; } = error;

    /// <summary>The number after <c>AADSTS</c>.</summary>
    public int Code { get; } = code;

    public string? SubError { get; init; }

    /// <summary>Whether the sign-in log gets a record of it.</summary>
    public bool IsLogged { get; init; } = true;
}

/// <summary>Every error that the built-in authority returns.</summary>
internal static class AuthorityErrors
{
    public static AuthorityException FieldMissing(string field) =>
        new(400, "invalid_request", 900144, $"The request body must contain the following parameter: '{field}'.");
    public static AuthorityException ClaimsUnreadable() => new(400, "invalid_request", 50132, "The claims parameter is not valid JSON.");
    public static AuthorityException StrengthUnknown(string id) => new(400, "invalid_request", 50132, $"There is no authentication strength '{id}'.");
    public static AuthorityException Malformed() => new(400, "invalid_request", 9002313, "Invalid request. Request is malformed or invalid.");
    public static AuthorityException Unavailable() => new(503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");
    public static AuthorityException Failed() => new(500, "server_error", 50000, "There was an error issuing a token or an issue with our sign-in service.");
    public static AuthorityException UnknownTenant(string tenant) => new(
        400, "invalid_request", 90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
    public static AuthorityException UnknownGrant(string grant) =>
        new(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");
    public static AuthorityException UnknownApplication(string id) =>
        new(400, "unauthorized_client", 700016, $"Application with identifier '{id}' was not found in the directory.");
    public static AuthorityException ServicePrincipalMissing(string id, Guid tenant) => new(
        401, "invalid_client", 7000229,
        $"The client application {id} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119");
    public static AuthorityException ApplicationDisabled(Guid id, string name) =>
        new(400, "unauthorized_client", 7000112, $"Application '{id}'({name}) is disabled.");
    public static AuthorityException SecretExpired(Guid id) => new(
        401, "invalid_client", 7000222,
        $"The provided client secret keys for app '{id}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.");
    public static AuthorityException UnknownResource(string resource, Guid tenant) => new(
        400, "invalid_resource", 500011,
        $"The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.");
    public static AuthorityException WrongSecret(Guid id) => new(
        401, "invalid_client", 7000215,
        $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{id}'.");
    public static AuthorityException SecretMissing() => new(
        401, "invalid_client", 7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    public static AuthorityException AssertionInvalid(string reason) =>
        new(401, "invalid_client", 700027, $"Client assertion failed validation: {reason}.");
    public static AuthorityException PublicClient() =>
        new(401, "invalid_client", 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.");
    public static AuthorityException ScopeMissing() => new(400, "invalid_scope", 70011, "The provided request must include a 'scope' input parameter.");
    public static AuthorityException BadScope(string scope) => new(
        400, "invalid_scope", 70011,
        $"The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.");
    public static AuthorityException MixedScopes(string scopes) => new(
        400, "invalid_scope", 70011,
        $"The provided value for the input parameter 'scope' is not valid. The scope {scopes} is not valid. .default scope can't be combined with resource-specific scopes.");
    public static AuthorityException ManyResources(string scopes) => new(
        400, "invalid_request", 28000,
        $"Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scopes} is not valid.");
    public static AuthorityException DefaultScopeOnly(string scope) => new(
        400, "invalid_scope", 1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).");
    public static AuthorityException WrongPassword(bool isLogged = true) =>
        new(400, "invalid_grant", 50126, "Error validating credentials due to invalid username or password.") { IsLogged = isLogged };
    public static AuthorityException LockedOut(bool isLogged = true) => new(
        400, "invalid_grant", 50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
    {
        IsLogged = isLogged
    };
    public static AuthorityException AccountDisabled() => new(400, "invalid_grant", 50057, "The user account is disabled.");
    public static AuthorityException PasswordMustChange() => new(400, "invalid_grant", 50055, "The password is expired.");
    public static AuthorityException MfaNeeded(string error) => new(
        400, error, 50076,
        "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.")
    {
        SubError = "basic_action"
    };
    public static AuthorityException MfaRegistrationNeeded(string error) => new(
        400, error, 50079,
        "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.")
    {
        SubError = "basic_action"
    };
    public static AuthorityException ConsentMissing(Guid app) => new(
        400, "invalid_grant", 65001,
        $"The user or administrator has not consented to use the application with ID '{app}'. Send an interactive authorization request for this user and resource.")
    {
        SubError = "consent_required"
    };
    public static AuthorityException ConsentNeeded(Guid app) => new(
        400, "consent_required", 65001,
        $"The user or administrator has not consented to use the application with ID '{app}'. Send an interactive authorization request for this user and resource.");
    public static AuthorityException AdminConsentNeeded(string application) => new(
        400, "access_denied", 90094,
        $"{application} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.");
    public static AuthorityException AdminConsentDenied() =>
        new(400, "consent_required", 65004, "The resource owner or authorization server denied the request.");
    public static AuthorityException UserAssertionInvalid(string reason) => new(400, "invalid_grant", 50013, $"Assertion is invalid: {reason}");
    public static AuthorityException UserAssertionExpired() => new(
        400, "invalid_grant", 500133,
        "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.");
    public static AuthorityException UserAssertionForAnother(string audience, Guid id, string name) => new(
        400, "invalid_grant", 500131,
        $"Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{audience}' and the expected audience is '{id}' or one of the Application Uris of this application with App ID '{id}'({name}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.");
    public static AuthorityException UserAssertionIsIdToken() =>
        new(400, "invalid_request", 240002, $"Input id_token cannot be used as '{UserAssertions.GrantType}' grant.");
    public static AuthorityException CodeInvalid() => new(
        400, "invalid_grant", 70008,
        "The provided authorization code or refresh token has expired, was already redeemed or is malformed. Send a new interactive authorization request for this user and resource.");
    public static AuthorityException CodeForAnother() => new(
        400, "invalid_grant", 70000,
        "Provided grant is invalid or malformed: the code was issued to another client or in another tenant.");
    public static AuthorityException RedirectDiffers() =>
        new(400, "invalid_grant", 50011, "The redirect URI specified in the request does not match the one the code was issued for.");
    public static AuthorityException RedirectNotAllowed() => new(
        400, "invalid_request", 50011,
        "The redirect URI specified in the request is not one of the application's. It must be registered or, for a public client, a loopback address such as http://localhost.");
    public static AuthorityException VerifierDiffers() => new(
        400, "invalid_grant", 50148,
        "The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.");
    public static AuthorityException ChallengeMissing() => new(
        400, "invalid_request", 9002325,
        "Proof Key for Code Exchange is required: code_challenge with the code_challenge_method S256.");
    public static AuthorityException ResponseTypeNotSupported(string type) =>
        new(400, "unsupported_response_type", 700054, $"response_type '{type}' is not enabled for the application.");
    public static AuthorityException LoginRequired() => new(400, "login_required", 50058, "A silent sign-in request was sent but no user is signed in.");
    public static AuthorityException AuthorizationPending() =>
        new(400, "authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
    public static AuthorityException SlowDown() =>
        new(400, "slow_down", 70016, "OAuth 2.0 device flow error. Authorization is pending. Wait for the interval before polling again.");
    public static AuthorityException AccessDenied() => new(400, "access_denied", 65004, "User declined to consent to access the app.");
    public static AuthorityException AuthorizationDeclined() => new(400, "authorization_declined", 70018, "User declined to finish the device code flow.");
    public static AuthorityException DeviceCodeExpired() => new(
        400, "expired_token", 70020,
        "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");
    public static AuthorityException DeviceCodeUnknown() => new(
        400, "bad_verification_code", 70019,
        "The provided value for the input parameter 'device_code' or 'user_code' is not valid, or was used already.");
    public static AuthorityException FromOtherSite() =>
        new(403, "access_denied", 50000, "The sign-in page accepts only forms sent from itself, not from other sites.");
    public static AuthorityException FactorNeeded() => new(
        400, "interaction_required", 50074,
        "Strong Authentication is required: the user was asked for another factor and has not given it yet.");
    public static AuthorityException AccountUnclear() => new(
        400, "interaction_required", 16000,
        "Either multiple user identities are available for the current request or selected account is not supported for the scenario.");
    public static AuthorityException StepInvalid() => new(
        400, "invalid_request", 50085,
        "This page has expired, was used already or belongs to another sign-in. Go back to the application and sign in again.");
    public static AuthorityException WrongProof(bool isLogged = true) =>
        new(400, "invalid_grant", 500121, "Authentication failed during strong authentication request.") { IsLogged = isLogged };
    public static AuthorityException StrengthMissing() => new(
        400, "interaction_required", 53003,
        "None of the user's sign-in methods is strong enough for what the application asks for.");
    public static AuthorityException RefreshMalformed() => new(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
    public static AuthorityException RefreshForOtherClient() =>
        new(400, "invalid_grant", 70000, "Provided grant is invalid or malformed: the refresh token was issued to another client.");
    public static AuthorityException RefreshForOtherTenant() =>
        new(400, "invalid_grant", 70000, "Provided grant is invalid or malformed: the refresh token was issued in another tenant.");
    public static AuthorityException RefreshExpired() => new(400, "invalid_grant", 700082, "The refresh token has expired due to inactivity.");
    public static AuthorityException RefreshRevoked() => new(
        400, "invalid_grant", 50173,
        "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.")
    {
        SubError = "bad_token"
    };
}
