using System.Text.Json.Serialization;

namespace AuthMethods.Features.Explain;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CallExplanation))]
[JsonSerializable(typeof(RoleGrid))]
[JsonSerializable(typeof(RoleGridRow))]
internal sealed partial class ExplainJson : JsonSerializerContext;
