using System.Text.Json.Serialization;

namespace AuthMethods.Features.TenantPolicies;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthorizationPolicy))]
[JsonSerializable(typeof(AuthenticationFlowsPolicy))]
[JsonSerializable(typeof(SecurityDefaultsPolicy))]
[JsonSerializable(typeof(PolicyBase))]
internal sealed partial class TenantPoliciesJson : JsonSerializerContext;
