using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire;

namespace AuthMethods.Features.Reports;

/// <summary>Graph's <c>userRegistrationFeatureSummary</c>.</summary>
[GraphType("userRegistrationFeatureSummary")]
[Example("""
    {"totalUserCount":22,"userTypes":"all","userRoles":"all","userRegistrationFeatureCounts":[{"feature":"ssprRegistered","userCount":2},{"feature":"ssprEnabled","userCount":0},
     {"feature":"ssprCapable","userCount":0},{"feature":"passwordlessCapable","userCount":1},{"feature":"mfaCapable","userCount":2}]}
    """)]
public sealed record UserRegistrationFeatureSummary(
    long TotalUserCount, IncludedUserTypes UserTypes, IncludedUserRoles UserRoles, IReadOnlyList<UserRegistrationFeatureCount> UserRegistrationFeatureCounts);

/// <summary>Graph's <c>userRegistrationFeatureCount</c>.</summary>
[GraphType("userRegistrationFeatureCount")]
public sealed record UserRegistrationFeatureCount(AuthenticationMethodFeature Feature, long UserCount);

/// <summary>Graph's <c>userRegistrationMethodSummary</c>.</summary>
[GraphType("userRegistrationMethodSummary")]
[Example("""
    {"totalUserCount":22,"userTypes":"all","userRoles":"all","userRegistrationMethodCounts":[{"authenticationMethod":"password","userCount":21},{"authenticationMethod":"mobilePhone","userCount":2}]}
    """)]
public sealed record UserRegistrationMethodSummary(
    long TotalUserCount, IncludedUserTypes UserTypes, IncludedUserRoles UserRoles, IReadOnlyList<UserRegistrationMethodCount> UserRegistrationMethodCounts);

/// <summary>Graph's <c>userRegistrationMethodCount</c>.</summary>
[GraphType("userRegistrationMethodCount")]
public sealed record UserRegistrationMethodCount(string AuthenticationMethod, long UserCount);

/// <summary>Graph's <c>userPasswordResetsAndChangesSummary</c>: how many passwords users and administrators set on one day.</summary>
[GraphType("userPasswordResetsAndChangesSummary", SaysType = true)]
[Example("""{"id":"8c50a914-4ca3-85fd-8939-251441259472","aggregatedDateTime":"2026-01-15T00:00:00Z","changePasswordSelfServiceCount":3,"passwordResetsByAdminCount":1,"passwordResetsSelfServiceCount":0}""")]
public sealed record UserPasswordResetsAndChangesSummary(
    string Id, DateTimeOffset AggregatedDateTime,
    [property: Ordered] long ChangePasswordSelfServiceCount, [property: Ordered] long PasswordResetsByAdminCount)
{
    /// <summary>Resets on the page for self-service password reset.</summary>
    [Ordered] public long PasswordResetsSelfServiceCount { get; init; }
}

/// <summary>Graph's <c>authenticationMethodFeature</c>.</summary>
[UnknownFutureValue(5)]
public enum AuthenticationMethodFeature
{
    SsprRegistered,
    SsprEnabled,
    SsprCapable,
    PasswordlessCapable,
    MfaCapable,
}

/// <summary>Graph's <c>includedUserTypes</c>.</summary>
[UnknownFutureValue(3)]
public enum IncludedUserTypes
{
    All,
    Member,
    Guest,
}

/// <summary>Graph's <c>includedUserRoles</c>.</summary>
[UnknownFutureValue(4)]
public enum IncludedUserRoles
{
    All,
    PrivilegedAdmin,
    Admin,
    User,
}
