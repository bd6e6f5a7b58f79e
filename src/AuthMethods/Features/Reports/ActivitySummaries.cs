using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Reports;

/// <summary>Graph's <c>authenticationMethodsRoot</c>: the container of the reports on authentication methods.</summary>
[GraphType("authenticationMethodsRoot")]
[Example("""{"id":"authenticationMethods"}""")]
public sealed record AuthenticationMethodsRoot(string Id);

/// <summary>Graph's <c>userEventsSummary</c>: one registration.</summary>
[GraphType("userEventsSummary", SaysType = true)]
[Example("""
    {"id":"00000000-0000-4000-8000-000000000022","feature":"registration","userPrincipalName":"kim@contoso.com","userDisplayName":"Kim Akers","isSuccess":true,
     "authMethod":"mobilePhone","failureReason":"","eventDateTime":"2026-01-15T09:30:00Z"}
    """)]
public sealed record UserEventsSummary(
    string Id, FeatureType Feature, string UserPrincipalName, string UserDisplayName, bool IsSuccess, UsageAuthMethod AuthMethod, string FailureReason,
    DateTimeOffset EventDateTime)
{
    internal static UserEventsSummary From(RegistrationEventRow row) =>
        new(row.UserId.ToString(), FeatureType.Registration, row.UserPrincipalName, row.UserDisplayName, true, row.AuthMethod, "", row.EventDateTime);
}

/// <summary>Graph's <c>userMfaSignInSummary</c>: the interactive sign-ins of one day.</summary>
[GraphType("userMfaSignInSummary", SaysType = true)]
[Example("""
    {"id":"5d1f8f6e-0c35-4a0a-8b1a-6d5b0c9e7f10","createdDateTime":"2026-01-15T00:00:00Z","totalSignIns":10,"singleFactorSignIns":7,"multiFactorSignIns":3}
    """)]
public sealed record UserMfaSignInSummary(string Id, DateTimeOffset CreatedDateTime, long TotalSignIns, long SingleFactorSignIns, long MultiFactorSignIns);

/// <summary>Graph's <c>userRegistrationActivitySummary</c>: how often a method was registered or reset.</summary>
[GraphType("userRegistrationActivitySummary", SaysType = true)]
[Example("""
    {"id":"97d6cbb9-9323-4b6a-b89d-b2a60907ede4","feature":"registration","successfulActivityCount":1,"failureActivityCount":0,"authMethod":"windowsHelloForBusiness"}
    """)]
public sealed record UserRegistrationActivitySummary(
    string Id, FeatureType Feature, long SuccessfulActivityCount, long FailureActivityCount, UsageAuthMethod AuthMethod);

/// <summary>Graph's <c>userSignInUsageByAuthMethodActivity</c>: how often a method was used to sign in.</summary>
[GraphType("userSignInUsageByAuthMethodActivity", SaysType = true, IsRoot = true)]
[Example("""{"authenticationMethod":"password","successActivityCount":1470}""")]
public sealed record UserSignInUsageByAuthMethodActivity(string AuthenticationMethod, long SuccessActivityCount);

/// <summary>Graph's <c>featureType</c>.</summary>
[UnknownFutureValue(2)]
public enum FeatureType
{
    Registration,
    Reset,
}

/// <summary>A registration from the audit log, with its user's current name.</summary>
internal sealed class RegistrationEventRow
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public DateTimeOffset EventDateTime { get; init; }
    public UsageAuthMethod AuthMethod { get; init; }
    /// <summary>As older reports name it.</summary>
    public UsageAuthMethod FormerAuthMethod { get; init; }
    /// <summary>At the time of the registration.</summary>
    public string UserPrincipalName { get; init; } = "";
    public string UserDisplayName { get; init; } = "";
    public string UserDisplayNameKey { get; init; } = "";
}
