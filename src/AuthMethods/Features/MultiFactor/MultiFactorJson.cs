using System.Text.Json.Serialization;

namespace AuthMethods.Features.MultiFactor;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MultiFactorState))]
internal sealed partial class MultiFactorJson : JsonSerializerContext;
