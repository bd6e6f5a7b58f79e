using System.Text.Json.Serialization;

namespace AuthMethods.Features.Organization;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(Domain))]
[JsonSerializable(typeof(SubscribedSku))]
[JsonSerializable(typeof(CertificateBasedAuthConfiguration))]
internal sealed partial class OrganizationJson : JsonSerializerContext;
