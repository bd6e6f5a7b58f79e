using System.Text.Json.Serialization;

namespace AuthMethods.Features.Organization;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(Domain))]
[JsonSerializable(typeof(SubscribedSku))]
internal sealed partial class OrganizationJson : JsonSerializerContext;
