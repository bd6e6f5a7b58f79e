using System.Diagnostics.CodeAnalysis;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Metadata;

/// <summary>
/// A status that an action returns, for the API description. Those that every action of its form may return (400, 401, 403, 404) are
/// added automatically.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal class AnswersAttribute(int status) : Attribute
{
    public int Status { get; } = status;

    /// <summary>For an error, the name of the member of <see cref="Errors"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The list of errors that <see cref="Error"/> is in.</summary>
    public Type Errors { get; init; } = typeof(GraphErrors);

    /// <summary>For an error, a short description of the cause.</summary>
    public string? When { get; init; }

    /// <summary>The wire type in the body; null for a response without a body.</summary>
    public Type? Type { get; protected init; }

    public bool IsCollection { get; protected init; }

    /// <summary>The computed result of a function, whose context is its type and not the path.</summary>
    public bool IsResult { get; init; }

    /// <summary>A collection's item as JSON, if it isn't like the examples of its type.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? Item { get; init; }

    /// <summary>The response's context after <c>$metadata#</c>, if it is not the path.</summary>
    public string? Context { get; init; }
}

/// <summary>A response with a <typeparamref name="T"/>: a wire type, or <see cref="bool"/> for a primitive value.</summary>
internal sealed class AnswersAttribute<T> : AnswersAttribute
{
    public AnswersAttribute(int status = StatusCodes.Status200OK) : base(status) => Type = typeof(T);
}

/// <summary>200 with a collection of <typeparamref name="T"/>.</summary>
internal sealed class ListsAttribute<T> : AnswersAttribute
{
    public ListsAttribute() : base(StatusCodes.Status200OK) => (Type, IsCollection) = (typeof(T), true);
}
