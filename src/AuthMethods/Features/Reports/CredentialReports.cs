using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.Reports;

/// <summary>Graph's <c>credentialUserRegistrationDetails</c>, which <see cref="UserRegistrationDetails"/> replaced.</summary>
[GraphType("credentialUserRegistrationDetails")]
[Example("""
    {"id":"00000000-0000-4000-8000-000000000022","userPrincipalName":"kim@contoso.com","userDisplayName":"Kim Akers","authMethods":["mobilePhone","officePhone","email"],
     "isRegistered":true,"isEnabled":false,"isCapable":true,"isMfaRegistered":true}
    """)]
public sealed record CredentialUserRegistrationDetails(
    string Id, string UserPrincipalName, string UserDisplayName, IReadOnlyList<RegistrationAuthMethod> AuthMethods,
    bool IsRegistered, bool IsEnabled, bool IsCapable, bool IsMfaRegistered)
{
    internal static CredentialUserRegistrationDetails From(UserRegistrationDetails details) => new(
        details.Id, details.UserPrincipalName, details.UserDisplayName,
        [.. details.MethodsRegistered.Select(MethodOf).OfType<RegistrationAuthMethod>().Distinct()],
        details.IsSsprRegistered, details.IsSsprEnabled, details.IsSsprCapable || details.IsMfaCapable, details.IsMfaRegistered);

    /// <summary>Null for a method that is newer than the report.</summary>
    private static RegistrationAuthMethod? MethodOf(string registered) => registered switch
    {
        "email" => RegistrationAuthMethod.Email,
        "mobilePhone" => RegistrationAuthMethod.MobilePhone,
        "officePhone" => RegistrationAuthMethod.OfficePhone,
        "alternateMobilePhone" => RegistrationAuthMethod.AlternateMobilePhone,
        "microsoftAuthenticatorPush" => RegistrationAuthMethod.AppNotification,
        "softwareOneTimePasscode" or "hardwareOneTimePasscode" => RegistrationAuthMethod.AppCode,
        "passKeyDeviceBound" or "passKeySynced" => RegistrationAuthMethod.Fido,
        _ => null,
    };

    /// <summary>The names in <c>methodsRegistered</c> that a name in this report stands for.</summary>
    internal static IEnumerable<string> RegisteredAs(string authMethod) => authMethod.ToLowerInvariant() switch
    {
        "appnotification" => ["microsoftAuthenticatorPush"],
        "appcode" => ["softwareOneTimePasscode", "hardwareOneTimePasscode"],
        "fido" => ["passKeyDeviceBound", "passKeySynced"],
        "email" or "mobilephone" or "officephone" or "alternatemobilephone" => [authMethod],
        _ => [],
    };

    internal static Fields<RegistrationReportRow> Fields(RegistrationQuery registration) => new Fields<RegistrationReportRow>(
        "CredentialUserRegistrationDetails", typeof(CredentialUserRegistrationDetails), r => r.Id)
    {
        IsDirectory = false,
        IsReport = true,
    }
        .Members("authMethods", name => Conditions.Any(RegisteredAs(name).Select(registration.IsRegisteredAs)), Eq)
        .Id("id", r => r.Id, Eq)
        .Boolean("isCapable", r => (r.IsSsprRegistered && r.IsSsprEnabled) || r.IsMfaCapable, Eq, sort: Allowed.ByDefault)
        .Boolean("isEnabled", r => r.IsSsprEnabled, Eq, sort: Allowed.ByDefault)
        .Boolean("isMfaRegistered", r => r.IsMfaRegistered, Eq, sort: Allowed.ByDefault)
        .Boolean("isRegistered", r => r.IsSsprRegistered, Eq, sort: Allowed.ByDefault)
        .Text("userDisplayName", r => r.DisplayNameKey, Eq | StartsWith, sort: Allowed.ByDefault, isIndexed: true)
        .Text("userPrincipalName", r => r.UserPrincipalNameKey, Eq | StartsWith, sort: Allowed.ByDefault, isIndexed: true);
}

/// <summary>Graph's <c>userCredentialUsageDetails</c>, which <see cref="UserEventsSummary"/> replaced.</summary>
[GraphType("userCredentialUsageDetails")]
[Example("""
    {"id":"019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b","feature":"registration","userPrincipalName":"kim@contoso.com","userDisplayName":"Kim Akers","isSuccess":true,
     "authMethod":"mobileSMS","failureReason":"","eventDateTime":"2026-01-15T09:30:00Z"}
    """)]
public sealed record UserCredentialUsageDetails(
    string Id, FeatureType Feature, string UserPrincipalName, string UserDisplayName, bool IsSuccess, UsageAuthMethod AuthMethod, string FailureReason,
    DateTimeOffset EventDateTime)
{
    internal static UserCredentialUsageDetails From(RegistrationEventRow row) =>
        new(row.Id.ToString(), FeatureType.Registration, row.UserPrincipalName, row.UserDisplayName, true, row.FormerAuthMethod, "", row.EventDateTime);
}

/// <summary>Graph's <c>credentialUsageSummary</c>, which <see cref="UserRegistrationActivitySummary"/> replaced.</summary>
[GraphType("credentialUsageSummary")]
[Example("""{"id":"97d6cbb9-9323-4b6a-b89d-b2a60907ede4","feature":"registration","successfulActivityCount":12,"failureActivityCount":0,"authMethod":"email"}""")]
public sealed record CredentialUsageSummary(
    string Id, FeatureType Feature, long SuccessfulActivityCount, long FailureActivityCount, UsageAuthMethod AuthMethod);

/// <summary>Graph's <c>credentialUserRegistrationCount</c>: how many users are registered and capable.</summary>
[GraphType("credentialUserRegistrationCount")]
[Example("""
    {"id":"5d1f8f6e-0c35-4a0a-8b1a-6d5b0c9e7f10","totalUserCount":23,"userRegistrationCounts":[{"registrationStatus":"registered","registrationCount":2},
     {"registrationStatus":"enabled","registrationCount":0},{"registrationStatus":"capable","registrationCount":2},{"registrationStatus":"mfaRegistered","registrationCount":2}]}
    """)]
public sealed record CredentialUserRegistrationCount(string Id, long TotalUserCount, IReadOnlyList<UserRegistrationCount> UserRegistrationCounts);

/// <summary>Graph's <c>userRegistrationCount</c>.</summary>
[GraphType("userRegistrationCount")]
public sealed record UserRegistrationCount(RegistrationStatusType RegistrationStatus, long RegistrationCount);

/// <summary>Graph's <c>registrationStatusType</c>.</summary>
[UnknownFutureValue(4)]
public enum RegistrationStatusType
{
    Registered,
    Enabled,
    Capable,
    MfaRegistered,
}

/// <summary>Graph's <c>registrationAuthMethod</c>.</summary>
[UnknownFutureValue(9)]
public enum RegistrationAuthMethod
{
    Email,
    MobilePhone,
    OfficePhone,
    SecurityQuestion,
    AppNotification,
    AppCode,
    AlternateMobilePhone,
    Fido,
    AppPassword,
    ExternalAuthMethod = 10,
}
