using System.Text.Json.Serialization;

namespace AuthMethods.Features.Faults;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FaultRule))]
internal sealed partial class FaultsJson : JsonSerializerContext;
