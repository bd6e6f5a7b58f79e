using AuthMethods.Storage;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.SignIns;

/// <summary>Graph's <c>appliedConditionalAccessPolicy</c>; there are none here.</summary>
[GraphType("appliedConditionalAccessPolicy", IsComplex = true)]
public sealed record AppliedConditionalAccessPolicy(
    string? DisplayName, IReadOnlyList<string> EnforcedGrantControls, IReadOnlyList<string> EnforcedSessionControls, string? Id,
    AppliedConditionalAccessPolicyResult? Result)
{
    [BetaOnly] public IReadOnlyList<string> SessionControlsNotSatisfied { get; init; } = [];
}

/// <summary>Graph's <c>appliedConditionalAccessPolicyResult</c>.</summary>
[UnknownFutureValue(5)]
public enum AppliedConditionalAccessPolicyResult
{
    Success = 0,
    Failure = 1,
    NotApplied = 2,
    NotEnabled = 3,
    Unknown = 4,
    ReportOnlySuccess = 6,
    ReportOnlyFailure = 7,
    ReportOnlyNotApplied = 8,
    ReportOnlyInterrupted = 9,
}

/// <summary>Graph's <c>conditionalAccessStatus</c>.</summary>
[UnknownFutureValue(3)]
public enum ConditionalAccessStatus
{
    Success,
    Failure,
    NotApplied,
}
