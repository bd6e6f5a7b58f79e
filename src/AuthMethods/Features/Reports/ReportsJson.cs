using System.Text.Json.Serialization;

namespace AuthMethods.Features.Reports;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UserRegistrationDetails))]
[JsonSerializable(typeof(UserRegistrationFeatureSummary))]
[JsonSerializable(typeof(UserRegistrationMethodSummary))]
[JsonSerializable(typeof(UserPasswordResetsAndChangesSummary))]
[JsonSerializable(typeof(AuthenticationMethodsRoot))]
[JsonSerializable(typeof(UserEventsSummary))]
[JsonSerializable(typeof(UserMfaSignInSummary))]
[JsonSerializable(typeof(UserRegistrationActivitySummary))]
[JsonSerializable(typeof(UserSignInUsageByAuthMethodActivity))]
[JsonSerializable(typeof(CredentialUserRegistrationDetails))]
[JsonSerializable(typeof(UserCredentialUsageDetails))]
[JsonSerializable(typeof(CredentialUsageSummary))]
[JsonSerializable(typeof(CredentialUserRegistrationCount))]
internal sealed partial class ReportsJson : JsonSerializerContext;
