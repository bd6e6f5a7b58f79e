namespace AuthMethods.Wire.Errors;

/// <summary>Ends the request with one of <see cref="GraphErrors"/>.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>For the operator, never in the body.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The unique property whose value another object already has; becomes <c>error.details[0]</c>.</summary>
    public string? ConflictingProperty { get; init; }

    /// <summary>The end of <c>WWW-Authenticate</c>, if a different token would be accepted.</summary>
    public string? Challenge { get; init; }

    public string? Allow { get; init; }

    /// <summary>Absolute: where the client can start again, for 410.</summary>
    public string? Location { get; private init; }

    /// <summary>The same error with the address at which the client can start again.</summary>
    public GraphException StartingAgainAt(string location) => new(Status, Code, Message) { Location = location };

    /// <summary>The same error with the reason that only the operator sees.</summary>
    public GraphException Because(RefusalKind kind, string reason) => new(Status, Code, Message) { Challenge = Challenge, Refusal = new(kind, reason) };

    /// <summary>After how many seconds the client may try again; by default two for 503, and none for others.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The exceeded budget, for 429.</summary>
    public Throttled? Throttled { get; init; }
}

/// <summary>Why and for how long an application is throttled, as Graph's headers show it.</summary>
/// <param name="Seconds">The seconds until the next window.</param>
/// <param name="Scope">The budget: scope, kind, application and tenant.</param>
/// <param name="Information">The exceeded limit.</param>
internal sealed record Throttled(int Seconds, string Scope, string Information);
