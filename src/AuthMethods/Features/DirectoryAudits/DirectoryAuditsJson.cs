using System.Text.Json.Serialization;

namespace AuthMethods.Features.DirectoryAudits;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DirectoryAudit))]
internal sealed partial class DirectoryAuditsJson : JsonSerializerContext;
