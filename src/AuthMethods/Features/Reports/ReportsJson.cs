using System.Text.Json.Serialization;

namespace AuthMethods.Features.Reports;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UserRegistrationDetails))]
[JsonSerializable(typeof(UserRegistrationFeatureSummary))]
[JsonSerializable(typeof(UserRegistrationMethodSummary))]
[JsonSerializable(typeof(UserPasswordResetsAndChangesSummary))]
internal sealed partial class ReportsJson : JsonSerializerContext;
