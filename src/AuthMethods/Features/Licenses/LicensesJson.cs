using System.Text.Json.Serialization;

namespace AuthMethods.Features.Licenses;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LicenseDetails))]
internal sealed partial class LicensesJson : JsonSerializerContext;
