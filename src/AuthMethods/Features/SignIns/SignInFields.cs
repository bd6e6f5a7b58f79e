using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.SignIns;

/// <summary>The fields by which the sign-in log can be filtered and sorted.</summary>
internal static class SignInFields
{
    public static readonly Fields<SignInRow> All = new Fields<SignInRow>("SignIn", typeof(SignIn), s => s.Id)
    {
        IsDirectory = false,
        IsReport = true,
        PageSize = 1_000,
        MaxPageSize = 1_000,
        DefaultOrder = ("createdDateTime", true),
    }
        .Text("appDisplayName", s => s.AppDisplayNameKey, Eq | StartsWith)
        .Id("appId", s => s.AppId, Eq)
        .Code("authenticationRequirement", s => s.NeedsMultiFactor ? SignIn.MultiFactor : SignIn.SingleFactor, Eq | StartsWith)
        .Code("clientAppUsed", s => s.ClientAppUsed, Eq)
        .Enum("conditionalAccessStatus", _ => ConditionalAccessStatus.NotApplied, Eq)
        .Id("correlationId", s => s.CorrelationId, Eq)
        .Instant("createdDateTime", s => s.CreatedDateTime, Eq | Ge | Le, sort: Allowed.ByDefault)
        .Code("deviceDetail/browser", s => s.Browser, Eq | StartsWith)
        .Code("deviceDetail/operatingSystem", s => s.OperatingSystem, Eq | StartsWith)
        .Id("id", s => s.Id, Eq)
        .Code("ipAddress", s => s.IpAddress, Eq | StartsWith)
        .Boolean("isInteractive", s => s.EventType == SignInEventType.InteractiveUser, Eq)
        .Code("location/city", _ => null, Eq | StartsWith)
        .Code("location/countryOrRegion", _ => null, Eq | StartsWith)
        .Code("location/state", _ => null, Eq | StartsWith)
        .Id("originalRequestId", s => s.Id, Eq)
        .Code("resourceDisplayName", _ => SignIn.Graph, Eq)
        .Code("resourceId", _ => SignIn.GraphId, Eq)
        .Enum("riskDetail", _ => RiskDetail.None, Eq)
        .Enum("riskLevelAggregated", _ => RiskLevel.None, Eq)
        .Enum("riskLevelDuringSignIn", _ => RiskLevel.None, Eq)
        .Enum("riskState", _ => RiskState.None, Eq)
        .Id("servicePrincipalId", s => s.ServicePrincipalId, Eq)
        .Text("servicePrincipalName", s => s.ServicePrincipalId == null ? "" : s.AppDisplayNameKey, Eq | StartsWith)
        .OneItem("signInEventTypes", s => s.EventType, Eq | Ne)
        // Documented for eq; programs that look for failures use ne.
        .Number("status/errorCode", s => s.ErrorCode, Eq | Ne)
        .Code("tokenIssuerName", _ => "", Eq)
        .Code("userAgent", s => s.UserAgent, Eq | StartsWith)
        .Text("userDisplayName", s => s.UserDisplayNameKey, Eq | StartsWith)
        .Id("userId", s => s.UserId, Eq)
        .Text("userPrincipalName", s => s.UserPrincipalName, Eq | StartsWith);
}
