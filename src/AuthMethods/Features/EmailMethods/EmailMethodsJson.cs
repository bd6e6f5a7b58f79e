using System.Text.Json.Serialization;

namespace AuthMethods.Features.EmailMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EmailMethod))]
internal sealed partial class EmailMethodsJson : JsonSerializerContext;
