using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Properties that are only read and written, never queried: a row stores them as JSON in <see cref="UserRow.Profile"/>.</summary>
public sealed record UserProfile
{
    public const string Empty = "{}";

    private static readonly UserProfile Nothing = new();

    public string? AboutMe { get; init; }
    public DateTimeOffset? Birthday { get; init; }
    public DateTimeOffset? EmployeeHireDate { get; init; }
    public EmployeeOrgData? EmployeeOrgData { get; init; }
    public DateTimeOffset? HireDate { get; init; }
    public IReadOnlyList<string> Interests { get; init; } = [];
    public string? MySite { get; init; }
    public OnPremisesExtensionAttributes? OnPremisesExtensionAttributes { get; init; }
    public IReadOnlyList<string> PastProjects { get; init; } = [];
    public string? PreferredName { get; init; }
    public IReadOnlyList<string> Responsibilities { get; init; } = [];
    public IReadOnlyList<string> Schools { get; init; } = [];
    public IReadOnlyList<string> Skills { get; init; } = [];

    internal static UserProfile From(UserRow row) => row.Profile == Empty ? Nothing : JsonSerializer.Deserialize(row.Profile, GraphJson.TypeOf<UserProfile>())!;
}

public sealed record EmployeeOrgData(string? CostCenter, string? Division);

public sealed record OnPremisesExtensionAttributes(
    string? ExtensionAttribute1, string? ExtensionAttribute2, string? ExtensionAttribute3, string? ExtensionAttribute4, string? ExtensionAttribute5,
    string? ExtensionAttribute6, string? ExtensionAttribute7, string? ExtensionAttribute8, string? ExtensionAttribute9, string? ExtensionAttribute10,
    string? ExtensionAttribute11, string? ExtensionAttribute12, string? ExtensionAttribute13, string? ExtensionAttribute14, string? ExtensionAttribute15);

// Types of properties that users have in Graph but never here.
public sealed record AuthorizationInfo(IReadOnlyList<string> CertificateUserIds);

public sealed record CustomSecurityAttributeValue;

public sealed record MailboxSettings;

public sealed record OnPremisesProvisioningError(string? Category, DateTimeOffset? OccurredDateTime, string? PropertyCausingError, string? Value);

public sealed record ProvisionedPlan(string? CapabilityStatus, string? ProvisioningStatus, string? Service);

public abstract record ServiceProvisioningError(DateTimeOffset? CreatedDateTime, bool? IsResolved, string? ServiceInstance);

public sealed record UserPrint;
