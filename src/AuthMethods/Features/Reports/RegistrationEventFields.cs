using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.Reports;

/// <summary>The fields by which registrations can be filtered and sorted. Every event is a successful registration.</summary>
internal static class RegistrationEventFields
{
    public static readonly Fields<RegistrationEventRow> Events = Table("UserEventsSummary", typeof(UserEventsSummary))
        .Enum("authMethod", e => e.AuthMethod, Eq)
        .Enum("feature", _ => FeatureType.Registration, Eq)
        .Code("failureReason", _ => "", Eq);

    public static readonly Fields<RegistrationEventRow> CredentialUsage = Table("UserCredentialUsageDetails", typeof(UserCredentialUsageDetails))
        .Enum("authMethod", e => e.FormerAuthMethod, Eq)
        .Enum("feature", _ => FeatureType.Registration, Eq)
        .Code("failureReason", _ => "", Eq | StartsWith);

    private static Fields<RegistrationEventRow> Table(string resource, Type wireType) => new Fields<RegistrationEventRow>(resource, wireType, e => e.Id)
    {
        IsDirectory = false,
        IsReport = true,
        PageSize = 1_000,
        MaxPageSize = 1_000,
        DefaultOrder = ("eventDateTime", true),
    }
        .Instant("eventDateTime", e => e.EventDateTime, None, sort: Allowed.ByDefault)
        .Boolean("isSuccess", _ => true, Eq, sort: Allowed.ByDefault)
        .Text("userDisplayName", e => e.UserDisplayNameKey, Eq | StartsWith, sort: Allowed.ByDefault)
        .Code("userPrincipalName", e => e.UserPrincipalName, Eq | StartsWith, sort: Allowed.ByDefault);
}
