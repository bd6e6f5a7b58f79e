using System.Text.Json.Serialization;

namespace AuthMethods.Features.HardwareOathMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(HardwareOathMethod))]
[JsonSerializable(typeof(HardwareOathDevice))]
[JsonSerializable(typeof(AuthenticationMethodDevice))]
[JsonSerializable(typeof(HardwareOathConfiguration))]
internal sealed partial class HardwareOathMethodsJson : JsonSerializerContext;
