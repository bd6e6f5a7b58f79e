using System.Text.Json.Serialization;

namespace AuthMethods.Features.Authenticators;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SoftwareAuthenticator))]
[JsonSerializable(typeof(AuthenticatorCode))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(AuthenticatorCreation))]
[JsonSerializable(typeof(AuthenticatorAssertion))]
internal sealed partial class AuthenticatorsJson : JsonSerializerContext;
