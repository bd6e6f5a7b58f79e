using System.Text.Json.Serialization;

namespace AuthMethods.Features.Fido2Methods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Fido2Method))]
[JsonSerializable(typeof(CredentialCreation))]
[JsonSerializable(typeof(Fido2Configuration))]
internal sealed partial class Fido2MethodsJson : JsonSerializerContext;
