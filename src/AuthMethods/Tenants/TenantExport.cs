using System.Text.Json.Serialization;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Tenants;

/// <summary>
/// A tenant as a document. Each further member is a section with the rows of a table, such as <c>users</c>, <c>groups</c> and <c>applications</c>.
/// </summary>
[GraphType("tenantExport")]
[Example("""{"version":1,"tenant":{"createdDateTime":"2026-01-15T09:30:00.123456+00:00","displayName":"Contoso","licenseProfile":"premium"}}""")]
public sealed class TenantExport
{
    /// <summary>The version of the form of the document.</summary>
    public int Version { get; init; }

    public ExportedTenant? Tenant { get; init; }
}

/// <summary>The properties of the tenant itself.</summary>
public sealed class ExportedTenant
{
    public DateTimeOffset CreatedDateTime { get; init; }

    public string? DisplayName { get; init; }

    public string? LicenseProfile { get; init; }
}
