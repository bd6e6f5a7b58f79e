using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace AuthMethods.Wire.Metadata;

/// <summary>An example of a wire type in a response, for the API description: JSON with values of the sample tenant, including beta's properties.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string json) : Attribute
{
    public JsonObject Json => JsonNode.Parse(json)!.AsObject();
}
