using System.Text.Json.Serialization;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MicrosoftAuthenticatorMethod))]
[JsonSerializable(typeof(PasswordlessMicrosoftAuthenticatorMethod))]
[JsonSerializable(typeof(MicrosoftAuthenticatorConfiguration))]
internal sealed partial class MicrosoftAuthenticatorMethodsJson : JsonSerializerContext;
