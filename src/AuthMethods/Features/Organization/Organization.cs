using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire;

namespace AuthMethods.Features.Organization;

/// <summary>Graph's <c>organization</c>: the tenant itself.</summary>
[GraphType("organization", Set = "organization", Base = typeof(DirectoryObject))]
[Example("""{"id":"aaaabbbb-0000-cccc-1111-dddd2222eeee","deletedDateTime":null,"assignedPlans":[],"businessPhones":[],"city":null,"country":null,"countryLetterCode":null,"createdDateTime":"2026-01-15T09:30:00Z","defaultUsageLocation":null,"displayName":"Contoso","onPremisesSyncEnabled":null,"provisionedPlans":[],"technicalNotificationMails":[],"tenantType":"AAD","verifiedDomains":[{"capabilities":"Email, OfficeCommunicationsOnline","isDefault":true,"isInitial":false,"name":"contoso.com","type":"Managed"}]}""")]
public sealed class Organization
{
    public required string Id { get; init; }
    public DateTimeOffset? DeletedDateTime { get; init; }
    public IReadOnlyList<AssignedPlan> AssignedPlans { get; init; } = [];
    public IReadOnlyList<string> BusinessPhones { get; init; } = [];
    public string? City { get; init; }
    public string? Country { get; init; }
    public string? CountryLetterCode { get; init; }
    public DateTimeOffset CreatedDateTime { get; init; }
    public string? DefaultUsageLocation { get; init; }
    public string? DisplayName { get; init; }
    public bool? OnPremisesSyncEnabled { get; init; }
    public IReadOnlyList<ProvisionedPlan> ProvisionedPlans { get; init; } = [];
    public IReadOnlyList<string> TechnicalNotificationMails { get; init; } = [];
    public string TenantType { get; init; } = "AAD";
    public required IReadOnlyList<VerifiedDomain> VerifiedDomains { get; init; }

    internal static Organization From(TenantRow row, IEnumerable<DomainRow> domains) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime.TruncateToSecond(),
        DisplayName = row.DisplayName,
        VerifiedDomains = [.. domains.Select(VerifiedDomain.From)],
    };
}

/// <summary>Graph's <c>verifiedDomain</c>.</summary>
public sealed record VerifiedDomain(string Capabilities, bool IsDefault, bool IsInitial, string Name, string Type)
{
    internal static VerifiedDomain From(DomainRow row) =>
        new("Email, OfficeCommunicationsOnline", row.IsDefault, Domain.IsInitialName(row.Name), row.Name, "Managed");
}
