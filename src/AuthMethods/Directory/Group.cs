using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>group</c>.</summary>
[GraphType("group", Set = "groups")]
[Example("""{"id":"00000000-0000-4000-8000-000000000101","deletedDateTime":null,"createdDateTime":"2026-01-15T09:30:00Z","classification":null,"description":null,"displayName":"Helpdesk team","groupTypes":[],"isAssignableToRole":true,"mail":null,"mailEnabled":false,"mailNickname":"helpdesk.team","membershipRule":null,"membershipRuleProcessingState":null,"onPremisesSyncEnabled":null,"preferredDataLocation":null,"preferredLanguage":null,"proxyAddresses":[],"renewedDateTime":null,"securityEnabled":true,"theme":null,"visibility":"Private"}""")]
public sealed class Group : DirectoryObject
{
    public override required string Id { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    public string? Classification { get; init; }
    public string? Description { get; init; }
    public string? DisplayName { get; init; }

    /// <summary><c>Unified</c> for a Microsoft 365 group. Dynamic membership is not supported.</summary>
    public required IReadOnlyList<string> GroupTypes { get; init; }

    /// <summary>Set at creation only.</summary>
    public bool? IsAssignableToRole { get; init; }

    public string? Mail { get; init; }
    public bool MailEnabled { get; init; }
    public string? MailNickname { get; init; }
    public string? MembershipRule { get; init; }
    public string? MembershipRuleProcessingState { get; init; }
    /// <summary>No other group can be added as a member. Only a security group that is not role-assignable can have it.</summary>
    [BetaOnly, SelectOnly] public bool DisableNesting { get; init; }

    /// <summary>Always null: groups are not synchronized from on-premises.</summary>
    [SelectOnly] public OnPremisesExtensionAttributes? OnPremisesExtensionAttributes { get; }

    public bool? OnPremisesSyncEnabled { get; init; }
    public string? PreferredDataLocation { get; init; }
    public string? PreferredLanguage { get; init; }
    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];
    public DateTimeOffset? RenewedDateTime { get; init; }
    public bool SecurityEnabled { get; init; }
    public string? Theme { get; init; }
    public string? Visibility { get; init; }

    internal static Group From(GroupRow row, string defaultDomain) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime?.TruncateToSecond(),
        Description = row.Description,
        DisableNesting = row.IsNestingDisabled,
        DisplayName = row.DisplayName,
        GroupTypes = row.IsUnified ? ["Unified"] : [],
        // Null instead of false, as in Graph.
        IsAssignableToRole = row.IsAssignableToRole ? true : null,
        Mail = row.IsUnified ? $"{row.MailNickname}@{defaultDomain}" : null,
        MailEnabled = row.IsUnified,
        MailNickname = row.MailNickname,
        SecurityEnabled = row.IsSecurityEnabled,
        Visibility = row.Visibility,
    };
}
