using System.Text.Json.Serialization;

namespace AuthMethods.Features.Policies;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthenticationMethodsPolicy))]
[JsonSerializable(typeof(X509CertificateConfiguration))]
[JsonSerializable(typeof(VerifiableCredentialsConfiguration))]
internal sealed partial class PoliciesJson : JsonSerializerContext;
