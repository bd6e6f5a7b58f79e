using System.Text.Json.Serialization;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.SignIns;

/// <summary>Graph's <c>signIn</c>. Nothing here evaluates risk, location or conditional access, so their properties always say so.</summary>
[GraphType("signIn")]
[Example("""
    {"id":"019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b","createdDateTime":"2026-01-15T09:30:00.123456Z","userDisplayName":"Kim Akers","userPrincipalName":"kim@contoso.com",
     "userId":"00000000-0000-4000-8000-000000000022","appId":"22223333-cccc-4444-dddd-5555eeee6666","appDisplayName":"Admin tools","ipAddress":"203.0.113.7",
     "clientAppUsed":"Browser","userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     "correlationId":"3e8a7a1e-0a0f-4b1f-9d0c-1f0f6b8c2f11","conditionalAccessStatus":"notApplied","isInteractive":true,"riskDetail":"none",
     "riskLevelAggregated":"none","riskLevelDuringSignIn":"none","riskState":"none","riskEventTypes_v2":[],"resourceDisplayName":"Microsoft Graph",
     "resourceId":"00000003-0000-0000-c000-000000000000","resourceTenantId":"aaaabbbb-0000-cccc-1111-dddd2222eeee",
     "homeTenantId":"aaaabbbb-0000-cccc-1111-dddd2222eeee","servicePrincipalId":"","servicePrincipalName":null,
     "status":{"errorCode":0,"failureReason":null,"additionalDetails":null},
     "deviceDetail":{"deviceId":"","displayName":"","operatingSystem":"Windows 10","browser":"Chrome 131.0.0","isCompliant":false,"isManaged":false,"trustType":""},
     "location":{"city":null,"state":null,"countryOrRegion":null,"geoCoordinates":null},"appliedConditionalAccessPolicies":[],
     "authenticationDetails":[{"authenticationStepDateTime":"2026-01-15T09:30:00.123456Z","authenticationMethod":"Password","authenticationMethodDetail":"Password in the cloud",
       "succeeded":true,"authenticationStepResultDetail":"Correct password","authenticationStepRequirement":"Primary authentication"}],
     "authenticationMethodsUsed":["Password"],"authenticationProtocol":"oAuth2","authenticationRequirement":"singleFactorAuthentication","clientCredentialType":"none",
     "crossTenantAccessType":"none","flaggedForReview":false,"homeTenantName":"","incomingTokenType":"none","isTenantRestricted":false,
     "originalRequestId":"019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b","signInEventTypes":["interactiveUser"],"signInIdentifier":"kim@contoso.com",
     "tokenIssuerName":"","tokenIssuerType":"AzureAD","userType":"member"}
    """)]
public sealed class SignIn
{
    internal const string Graph = "Microsoft Graph";
    internal const string GraphId = "00000003-0000-0000-c000-000000000000";
    internal const string SingleFactor = "singleFactorAuthentication";
    internal const string MultiFactor = "multiFactorAuthentication";
    private const int WrongPassword = 50126;

    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }

    public required string UserDisplayName { get; init; }

    /// <summary>In lower case. For an unknown user, the name that was entered.</summary>
    public required string UserPrincipalName { get; init; }

    /// <summary>Zeros for an unknown user; empty for an application.</summary>
    public required string UserId { get; init; }

    public string? AppId { get; init; }

    public required string AppDisplayName { get; init; }

    public string? IpAddress { get; init; }

    public required string ClientAppUsed { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The <c>client-request-id</c> of the request to the authority.</summary>
    public required string CorrelationId { get; init; }

    public ConditionalAccessStatus ConditionalAccessStatus { get; } = ConditionalAccessStatus.NotApplied;

    public bool IsInteractive { get; init; }

    public RiskDetail RiskDetail { get; } = RiskDetail.None;

    public RiskLevel RiskLevelAggregated { get; } = RiskLevel.None;

    public RiskLevel RiskLevelDuringSignIn { get; } = RiskLevel.None;

    public RiskState RiskState { get; } = RiskState.None;

    [JsonPropertyName("riskEventTypes_v2")]
    public IReadOnlyList<string> RiskEventTypes { get; } = [];

    public string ResourceDisplayName { get; } = Graph;

    public string ResourceId { get; } = GraphId;

    public required string ResourceTenantId { get; init; }

    public required string HomeTenantId { get; init; }

    public required string ServicePrincipalId { get; init; }

    public string? ServicePrincipalName { get; init; }

    public required SignInStatus Status { get; init; }

    public required DeviceDetail DeviceDetail { get; init; }

    public SignInLocation Location { get; } = new(null, null, null);

    public IReadOnlyList<AppliedConditionalAccessPolicy> AppliedConditionalAccessPolicies { get; } = [];

    [BetaOnly]
    public required IReadOnlyList<AuthenticationDetail> AuthenticationDetails { get; init; }

    [BetaOnly]
    public required IReadOnlyList<string> AuthenticationMethodsUsed { get; init; }

    [BetaOnly]
    public SignInProtocol AuthenticationProtocol { get; init; }

    /// <summary>Whether the sign-in did, or lacked, multi-factor authentication.</summary>
    [BetaOnly]
    public required string AuthenticationRequirement { get; init; }

    [BetaOnly]
    public ClientCredentialType ClientCredentialType { get; init; }

    [BetaOnly]
    public SignInAccessType CrossTenantAccessType { get; } = SignInAccessType.None;

    [BetaOnly]
    public bool FlaggedForReview { get; }

    [BetaOnly]
    public string HomeTenantName { get; } = "";

    [BetaOnly]
    public IncomingTokenType IncomingTokenType { get; init; }

    [BetaOnly]
    public bool IsTenantRestricted { get; }

    [BetaOnly]
    public required string OriginalRequestId { get; init; }

    /// <summary>One of <c>interactiveUser</c>, <c>nonInteractiveUser</c> and <c>servicePrincipal</c>.</summary>
    [BetaOnly]
    public required IReadOnlyList<string> SignInEventTypes { get; init; }

    [BetaOnly]
    public required string SignInIdentifier { get; init; }

    [BetaOnly]
    public string TokenIssuerName { get; } = "";

    [BetaOnly]
    public TokenIssuerType TokenIssuerType { get; } = TokenIssuerType.AzureAD;

    [BetaOnly]
    public SignInUserType UserType { get; init; }

    internal static SignIn From(SignInRow row)
    {
        var (id, tenant, isApplication) = (row.Id.ToString(), row.TenantId.ToString(), row.EventType == SignInEventType.ServicePrincipal);
        return new()
        {
            Id = id,
            CreatedDateTime = row.CreatedDateTime,
            UserDisplayName = row.UserDisplayName,
            UserPrincipalName = row.UserPrincipalName,
            UserId = isApplication ? "" : (row.UserId ?? Guid.Empty).ToString(),
            AppId = row.AppId?.ToString(),
            AppDisplayName = row.AppDisplayName,
            IpAddress = row.IpAddress,
            ClientAppUsed = row.ClientAppUsed,
            UserAgent = row.UserAgent,
            CorrelationId = row.CorrelationId.ToString(),
            IsInteractive = row.EventType == SignInEventType.InteractiveUser,
            ResourceTenantId = tenant,
            HomeTenantId = isApplication ? "" : tenant,
            ServicePrincipalId = row.ServicePrincipalId?.ToString() ?? "",
            ServicePrincipalName = isApplication ? row.AppDisplayName : null,
            Status = new(row.ErrorCode, row.FailureReason, Explanation(row)),
            DeviceDetail = new(row.OperatingSystem, row.Browser),
            AuthenticationDetails = [.. AuthenticationDetail.Of(row)],
            AuthenticationMethodsUsed = [.. new[] { row.Method, row.SecondMethod }.OfType<string>()],
            AuthenticationProtocol = row.Protocol,
            AuthenticationRequirement = row.NeedsMultiFactor ? MultiFactor : SingleFactor,
            ClientCredentialType = row.ClientCredential,
            IncomingTokenType = row.IncomingToken,
            OriginalRequestId = id,
            SignInEventTypes = [GraphEnum.Name(row.EventType)],
            SignInIdentifier = row.UserPrincipalName,
            UserType = SignInUserTypes.Of(row.UserType),
        };
    }

    private static string? Explanation(SignInRow row) =>
        row.ErrorCode == WrongPassword
            ? "The user didn't enter the right credentials. It's expected to see some number of these errors in your logs due to users making mistakes."
        : row is { NeedsMultiFactor: true, HasMultiFactor: false } ? "MFA required in Azure AD"
        : row is { HasMultiFactor: true, Method: null, SecondMethod: null } ? "MFA requirement satisfied by claim in the token"
        : null;
}

/// <summary>Graph's <c>signInStatus</c>.</summary>
[GraphType("signInStatus")]
public sealed record SignInStatus(int ErrorCode, string? FailureReason, string? AdditionalDetails);

/// <summary>Graph's <c>deviceDetail</c>. Devices are not identified; only what the user agent says is known.</summary>
[GraphType("deviceDetail")]
public sealed record DeviceDetail(string OperatingSystem, string Browser)
{
    public string DeviceId { get; } = "";

    public string DisplayName { get; } = "";

    public bool IsCompliant { get; }

    public bool IsManaged { get; }

    public string TrustType { get; } = "";
}

/// <summary>Graph's <c>signInLocation</c>, which is never known here.</summary>
[GraphType("signInLocation")]
public sealed record SignInLocation(string? City, string? State, string? CountryOrRegion)
{
    public GeoCoordinates? GeoCoordinates { get; }
}

/// <summary>Graph's <c>geoCoordinates</c>.</summary>
public sealed record GeoCoordinates(double? Altitude, double? Latitude, double? Longitude);

/// <summary>Graph's <c>signInAccessType</c>.</summary>
[Flags, UnknownFutureValue(16)]
public enum SignInAccessType
{
    None = 0,
    B2bCollaboration = 1,
    B2bDirectConnect = 2,
    MicrosoftSupport = 4,
    ServiceProvider = 8,
    Passthrough = 32,
}

/// <summary>Graph's <c>tokenIssuerType</c>.</summary>
[GraphName("tokenIssuerType", IsCapitalized = true), UnknownFutureValue(2)]
public enum TokenIssuerType
{
    AzureAD = 0,
    ADFederationServices = 1,
    AzureADBackupAuth = 3,
    ADFederationServicesMFAAdapter = 4,
    NPSExtension = 5,
}
