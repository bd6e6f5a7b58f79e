using System.Text.Json.Serialization;

namespace AuthMethods.Features.Operations;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LongRunningOperation))]
internal sealed partial class OperationsJson : JsonSerializerContext;
