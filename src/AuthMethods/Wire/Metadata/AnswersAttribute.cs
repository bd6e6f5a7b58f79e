using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Metadata;

/// <summary>
/// A status an action answers with, for the API description. Those that every action of its form may answer with (400, 401, 403, 404)
/// need no mention.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal class AnswersAttribute(int status) : Attribute
{
    public int Status { get; } = status;

    /// <summary>For an error, the member of <see cref="Errors.GraphErrors"/> that it is.</summary>
    public string? Error { get; init; }

    /// <summary>For an error, when it is answered, in a few words.</summary>
    public string? When { get; init; }

    /// <summary>The wire type in the body; null for an answer without one.</summary>
    public Type? Type { get; protected init; }

    public bool IsCollection { get; protected init; }

    /// <summary>What a function returns: nothing that stands at the path, so that its context is its type.</summary>
    public bool IsResult { get; init; }

    /// <summary>What the answer's context says behind <c>$metadata#</c>, where that is not the path.</summary>
    public string? Context { get; init; }
}

/// <summary>An answer with a <typeparamref name="T"/>: a wire type, or <see cref="bool"/> for a bare value.</summary>
internal sealed class AnswersAttribute<T> : AnswersAttribute
{
    public AnswersAttribute(int status = StatusCodes.Status200OK) : base(status) => Type = typeof(T);
}

/// <summary>200 with a collection of <typeparamref name="T"/>.</summary>
internal sealed class ListsAttribute<T> : AnswersAttribute
{
    public ListsAttribute() : base(StatusCodes.Status200OK) => (Type, IsCollection) = (typeof(T), true);
}
