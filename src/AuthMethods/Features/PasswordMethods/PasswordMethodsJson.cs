using System.Text.Json.Serialization;

namespace AuthMethods.Features.PasswordMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PasswordMethod))]
[JsonSerializable(typeof(PasswordResetResponse))]
internal sealed partial class PasswordMethodsJson : JsonSerializerContext;
