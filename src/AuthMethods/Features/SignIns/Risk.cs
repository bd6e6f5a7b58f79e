using AuthMethods.Storage;

namespace AuthMethods.Features.SignIns;

/// <summary>Graph's <c>riskLevel</c>.</summary>
[UnknownFutureValue(5)]
public enum RiskLevel
{
    Low,
    Medium,
    High,
    Hidden,
    None,
}

/// <summary>Graph's <c>riskState</c>.</summary>
[UnknownFutureValue(6)]
public enum RiskState
{
    None,
    ConfirmedSafe,
    Remediated,
    Dismissed,
    AtRisk,
    ConfirmedCompromised,
}

/// <summary>Graph's <c>riskDetail</c>.</summary>
[UnknownFutureValue(11)]
public enum RiskDetail
{
    None,
    AdminGeneratedTemporaryPassword,
    UserPerformedSecuredPasswordChange,
    UserPerformedSecuredPasswordReset,
    AdminConfirmedSigninSafe,
    AiConfirmedSigninSafe,
    UserPassedMFADrivenByRiskBasedPolicy,
    AdminDismissedAllRiskForUser,
    AdminConfirmedSigninCompromised,
    Hidden,
    AdminConfirmedUserCompromised,
    M365DAdminDismissedDetection = 12,
    AdminConfirmedServicePrincipalCompromised,
    AdminDismissedAllRiskForServicePrincipal,
    UserChangedPasswordOnPremises,
    AdminDismissedRiskForSignIn,
    AdminConfirmedAccountSafe,
    MicrosoftRevokedSessions,
}
