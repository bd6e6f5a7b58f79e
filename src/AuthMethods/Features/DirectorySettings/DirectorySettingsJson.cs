using System.Text.Json.Serialization;

namespace AuthMethods.Features.DirectorySettings;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DirectorySetting))]
[JsonSerializable(typeof(DirectorySettingTemplate))]
internal sealed partial class DirectorySettingsJson : JsonSerializerContext;
