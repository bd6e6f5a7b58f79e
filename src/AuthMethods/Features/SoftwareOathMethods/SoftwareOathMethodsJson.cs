using System.Text.Json.Serialization;

namespace AuthMethods.Features.SoftwareOathMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SoftwareOathMethod))]
[JsonSerializable(typeof(SoftwareOathConfiguration))]
internal sealed partial class SoftwareOathMethodsJson : JsonSerializerContext;
