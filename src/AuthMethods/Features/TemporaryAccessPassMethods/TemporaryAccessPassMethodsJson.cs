using System.Text.Json.Serialization;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TemporaryAccessPass))]
[JsonSerializable(typeof(TemporaryAccessPassConfiguration))]
internal sealed partial class TemporaryAccessPassMethodsJson : JsonSerializerContext;
