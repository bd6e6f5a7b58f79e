using System.Text.Json.Serialization;

namespace AuthMethods.Features.ServicePrincipals;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AppRoleAssignment))]
[JsonSerializable(typeof(PermissionGrant))]
internal sealed partial class ServicePrincipalsJson : JsonSerializerContext;
