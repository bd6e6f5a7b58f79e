using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.MultiFactor;

/// <summary>What an administrator can ask of a user's multi-factor authentication, and how that stands.</summary>
[GraphType("multiFactorState")]
[Example("""{"id":"00000000-0000-4000-8000-000000000022","perUserMfaState":"disabled","isReregistrationPending":false,"reregistrationRequiredDateTime":null,"sessionsValidFromDateTime":null}""")]
public sealed record MultiFactorState(string Id)
{
    public PerUserMfaState PerUserMfaState { get; init; }

    /// <summary>Registration was required, and no second factor has been registered since.</summary>
    public bool IsReregistrationPending { get; init; }

    public DateTimeOffset? ReregistrationRequiredDateTime { get; init; }

    /// <summary>Remembered multi-factor authentication from before this instant counts no more; null when none was ever revoked.</summary>
    public DateTimeOffset? SessionsValidFromDateTime { get; init; }
}
