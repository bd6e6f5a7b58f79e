using System.Text.Json.Serialization;

namespace AuthMethods.Tenants;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(HostedTenant))]
[JsonSerializable(typeof(CreatedTenant))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(TenantExport))]
internal sealed partial class TenantsJson : JsonSerializerContext;
