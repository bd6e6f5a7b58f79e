using System.Text.Json.Serialization;
using AuthMethods.Directory;

namespace AuthMethods.Features.ServicePrincipals;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AppRoleAssignment))]
[JsonSerializable(typeof(PermissionGrant))]
internal sealed partial class ServicePrincipalsJson : JsonSerializerContext;
