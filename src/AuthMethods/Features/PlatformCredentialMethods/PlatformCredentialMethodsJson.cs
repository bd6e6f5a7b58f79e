using System.Text.Json.Serialization;

namespace AuthMethods.Features.PlatformCredentialMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlatformCredentialMethod))]
internal sealed partial class PlatformCredentialMethodsJson : JsonSerializerContext;
