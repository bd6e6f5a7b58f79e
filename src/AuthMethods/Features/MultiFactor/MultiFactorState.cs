using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.MultiFactor;

/// <summary>The state of a user's multi-factor authentication, as far as an administrator can change it.</summary>
[GraphType("multiFactorState")]
[Example("""{"id":"00000000-0000-4000-8000-000000000022","perUserMfaState":"disabled","isReregistrationPending":false,"reregistrationRequiredDateTime":null,"sessionsValidFromDateTime":null}""")]
public sealed record MultiFactorState(string Id)
{
    public PerUserMfaState PerUserMfaState { get; init; }

    /// <summary>Re-registration was required, and the user has not registered a second factor since.</summary>
    public bool IsReregistrationPending { get; init; }

    public DateTimeOffset? ReregistrationRequiredDateTime { get; init; }

    /// <summary>Multi-factor authentication remembered from before this time no longer counts; null when it was never revoked.</summary>
    public DateTimeOffset? SessionsValidFromDateTime { get; init; }
}
