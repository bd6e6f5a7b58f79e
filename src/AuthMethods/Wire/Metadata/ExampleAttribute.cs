using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace AuthMethods.Wire.Metadata;

/// <summary>How a wire type looks in an answer, for the API description: JSON with values of the sample tenant, beta's properties included.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string json) : Attribute
{
    public JsonObject Json => JsonNode.Parse(json)!.AsObject();
}
