using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace AuthMethods.Wire.Metadata;

/// <summary>The body an action takes, for the API description: the parameters of an action, as an example that has them all.</summary>
/// <param name="example">JSON that works on the sample tenant. Its members are required unless said otherwise.</param>
[AttributeUsage(AttributeTargets.Method)]
internal class TakesAttribute([StringSyntax(StringSyntaxAttribute.Json)] string example) : Attribute
{
    public JsonObject Example => JsonNode.Parse(example)!.AsObject();

    /// <summary>The wire type whose properties may be sent; null for parameters, which belong to no type.</summary>
    public Type? Type { get; protected init; }

    /// <summary>A member of the example that a request need not have.</summary>
    public string? Optional { get; init; }

    /// <summary>A property that may be sent too; no example of it would work for long.</summary>
    public string? Unshown { get; init; }

    /// <summary>A request need not have any of them.</summary>
    public bool IsPartial { get; init; }

    public bool IsRequired(string property) => !IsPartial && property != Optional && Example.ContainsKey(property);

    /// <summary>Whether a property of the type may be sent; those of the example, unless there are more than it shows.</summary>
    public virtual bool Accepts(string property) => property == Unshown || Example.ContainsKey(property);
}

/// <summary>A body with properties of a <typeparamref name="T"/>.</summary>
internal sealed class TakesAttribute<T> : TakesAttribute
{
    public TakesAttribute([StringSyntax(StringSyntaxAttribute.Json)] string example) : base(example) => Type = typeof(T);
}
