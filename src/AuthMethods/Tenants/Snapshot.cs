using System.Text.Json.Serialization;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Tenants;

/// <summary>A state of a tenant, to return to or to create another tenant from.</summary>
[GraphType("tenantSnapshot")]
[Example("""{"id":"019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b","createdDateTime":"2026-01-15T09:30:00.123456Z"}""")]
public sealed class Snapshot
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }
}
