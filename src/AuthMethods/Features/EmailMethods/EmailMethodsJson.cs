using System.Text.Json.Serialization;

namespace AuthMethods.Features.EmailMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EmailMethod))]
[JsonSerializable(typeof(EmailConfiguration))]
internal sealed partial class EmailMethodsJson : JsonSerializerContext;
