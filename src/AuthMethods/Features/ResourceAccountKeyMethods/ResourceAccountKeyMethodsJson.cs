using System.Text.Json.Serialization;

namespace AuthMethods.Features.ResourceAccountKeyMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ResourceAccountKeyMethod))]
internal sealed partial class ResourceAccountKeyMethodsJson : JsonSerializerContext;
