namespace AuthMethods.Wire.Errors;

/// <summary>Ends the request with one of <see cref="GraphErrors"/>.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>For the operator, never in the body.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The unique property that another object holds; becomes <c>error.details[0]</c>.</summary>
    public string? ConflictingProperty { get; init; }

    /// <summary>The end of <c>WWW-Authenticate</c>, for what another token would be let through.</summary>
    public string? Challenge { get; init; }

    public string? Allow { get; init; }

    /// <summary>Which budget is spent, on 429.</summary>
    public Throttled? Throttled { get; init; }
}

/// <summary>Why and for how long an application is throttled, as Graph's headers say it.</summary>
/// <param name="Seconds">After which there is something to spend again.</param>
/// <param name="Scope">Whose budget it is: scope, kind, application and tenant.</param>
/// <param name="Information">Which limit was exceeded.</param>
internal sealed record Throttled(int Seconds, string Scope, string Information);
