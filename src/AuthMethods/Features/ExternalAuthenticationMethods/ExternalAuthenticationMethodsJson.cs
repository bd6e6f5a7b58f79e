using System.Text.Json.Serialization;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ExternalMethod))]
[JsonSerializable(typeof(ExternalConfiguration))]
internal sealed partial class ExternalAuthenticationMethodsJson : JsonSerializerContext;
