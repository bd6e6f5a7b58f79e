using System.Text.Json.Serialization;

namespace AuthMethods.Features.AuthenticationStrengths;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthenticationStrengthPolicy))]
[JsonSerializable(typeof(AuthenticationStrengthRoot))]
[JsonSerializable(typeof(AuthenticationStrengthUsage))]
[JsonSerializable(typeof(PolicyDeletableItem))]
[JsonSerializable(typeof(AuthenticationMethodModeDetail))]
[JsonSerializable(typeof(UpdateAllowedCombinationsResult))]
[JsonSerializable(typeof(CombinationConfiguration))]
[JsonSerializable(typeof(Fido2CombinationConfiguration))]
[JsonSerializable(typeof(X509CombinationConfiguration))]
[JsonSerializable(typeof(IReadOnlyList<AuthenticationMethodModes>))]
internal sealed partial class AuthenticationStrengthsJson : JsonSerializerContext;
