using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Wire.Metadata;

/// <summary>The body that an action takes, for the API description: an example with all parameters.</summary>
/// <param name="example">JSON that works on the sample tenant. Its members are required unless marked as optional.</param>
[AttributeUsage(AttributeTargets.Method)]
internal class TakesAttribute([StringSyntax(StringSyntaxAttribute.Json)] string example) : Attribute
{
    public JsonObject Example => JsonNode.Parse(example)!.AsObject();

    /// <summary>The wire type whose properties may be sent; null for an action's parameters.</summary>
    public Type? Type { get; protected init; }

    /// <summary>A member of the example that is optional in a request.</summary>
    public string? Optional { get; init; }

    /// <summary>Other properties that may be sent; an example value would soon be outdated, or belongs to another example.</summary>
    public string[] NotInExample { get; init; } = [];

    /// <summary>Whether all members are optional.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether the error for a body that is no object names the missing entity.</summary>
    public bool NamesMissingEntity { get; init; }

    /// <summary>The error for a body that is no object; null for the general one.</summary>
    internal Func<GraphException>? MissingEntity =>
        NamesMissingEntity ? () => GraphErrors.EntityMissing(WireType.Of(Type!, GraphVersion.Beta).Name) : null;

    public bool IsRequired(string property) => !IsPartial && property != Optional && Example.ContainsKey(property);

    /// <summary>Whether a property of the type may be sent: those of the example, unless an attribute accepts more.</summary>
    public virtual bool Accepts(string property) => NotInExample.Contains(property) || Example.ContainsKey(property);
}

/// <summary>A body with properties of a <typeparamref name="T"/>.</summary>
internal sealed class TakesAttribute<T> : TakesAttribute
{
    public TakesAttribute([StringSyntax(StringSyntaxAttribute.Json)] string example) : base(example) => Type = typeof(T);
}

/// <summary>The type in the metadata of an action's parameter, if the value in the example doesn't show it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal abstract class ParameterAttribute(string name, Type type) : Attribute
{
    public string Name { get; } = name;

    /// <summary>An array for a collection.</summary>
    public Type Type { get; } = type;
}

/// <inheritdoc cref="ParameterAttribute"/>
internal sealed class ParameterAttribute<T>(string name) : ParameterAttribute(name, typeof(T));

/// <summary>The type that an action is bound to in the metadata, if it is a base of the path's type.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class BoundToAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <inheritdoc cref="BoundToAttribute"/>
internal sealed class BoundToAttribute<T>() : BoundToAttribute(typeof(T));
