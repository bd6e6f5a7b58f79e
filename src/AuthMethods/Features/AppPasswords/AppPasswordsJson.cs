using System.Text.Json.Serialization;

namespace AuthMethods.Features.AppPasswords;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AppPassword))]
internal sealed partial class AppPasswordsJson : JsonSerializerContext;
