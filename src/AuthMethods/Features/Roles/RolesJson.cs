using System.Text.Json.Serialization;

namespace AuthMethods.Features.Roles;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DirectoryRoleTemplate))]
internal sealed partial class RolesJson : JsonSerializerContext;
