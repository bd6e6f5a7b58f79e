using System.Text.Json.Serialization;

namespace AuthMethods.Features.Authentication;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SignInPreferences))]
[JsonSerializable(typeof(StrongAuthenticationRequirements))]
[JsonSerializable(typeof(AuthenticationContainer))]
internal sealed partial class AuthenticationJson : JsonSerializerContext;
