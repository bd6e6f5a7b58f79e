using System.Text.Json.Serialization;

namespace AuthMethods.Features.Registrations;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RegistrationResult))]
internal sealed partial class RegistrationsJson : JsonSerializerContext;
