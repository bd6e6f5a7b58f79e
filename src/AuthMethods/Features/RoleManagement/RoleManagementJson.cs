using System.Text.Json.Serialization;

namespace AuthMethods.Features.RoleManagement;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RoleDefinition))]
[JsonSerializable(typeof(RolePermission[]))]
[JsonSerializable(typeof(RoleAssignment))]
internal sealed partial class RoleManagementJson : JsonSerializerContext;
