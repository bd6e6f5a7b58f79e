using System.Text.Json.Serialization;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire;

namespace AuthMethods.Features.DirectoryAudits;

/// <summary>Graph's <c>directoryAudit</c>: the record of a change.</summary>
[GraphType("directoryAudit")]
[Example("""
    {"id":"019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b","category":"UserManagement","correlationId":"3e8a7a1e-0a0f-4b1f-9d0c-1f0f6b8c2f11","result":"success",
     "resultReason":"Admin registered phone method for user","activityDisplayName":"Admin registered security info","activityDateTime":"2026-01-15T09:30:00.123456Z",
     "loggedByService":"Authentication Methods","operationType":"Add","userAgent":"curl/8.14.1",
     "initiatedBy":{"app":null,"user":{"id":"00000000-0000-4000-8000-000000000003","displayName":"Auth Admin","userPrincipalName":"auth.admin@contoso.com","ipAddress":"203.0.113.7","userType":null,"homeTenantId":null,"homeTenantName":null}},"performedBy":null,
     "targetResources":[{"id":"00000000-0000-4000-8000-000000000021","displayName":null,"type":"User","userPrincipalName":"balas@contoso.com","groupType":null,"modifiedProperties":[]}],"additionalDetails":[]}
    """)]
public sealed class DirectoryAudit
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public required string Category { get; init; }

    /// <summary>The <c>client-request-id</c> of the call; the same in all its records.</summary>
    public required string CorrelationId { get; init; }

    public OperationResult Result { get; init; }

    public string? ResultReason { get; init; }

    public required string ActivityDisplayName { get; init; }

    public DateTimeOffset ActivityDateTime { get; init; }

    public required string LoggedByService { get; init; }

    public required string OperationType { get; init; }

    [BetaOnly]
    public string? UserAgent { get; init; }

    public required AuditActivityInitiator InitiatedBy { get; init; }

    /// <summary>The agent that acted for the initiator. Always null: no agents act here.</summary>
    [BetaOnly]
    public AuditActivityPerformer? PerformedBy { get; init; }

    public required IReadOnlyList<TargetResource> TargetResources { get; init; }

    public IReadOnlyList<KeyValue> AdditionalDetails { get; init; } = [];

    internal static DirectoryAudit From(AuditRow row) => new()
    {
        Id = row.Id.ToString(),
        Category = row.Category,
        CorrelationId = row.CorrelationId,
        Result = Enum.Parse<OperationResult>(row.Result, ignoreCase: true),
        ResultReason = row.ResultReason ?? "",
        ActivityDisplayName = row.ActivityDisplayName,
        ActivityDateTime = row.ActivityDateTime,
        LoggedByService = row.LoggedByService,
        OperationType = row.OperationType,
        UserAgent = row.ActorUserAgent,
        InitiatedBy = row.ActorUserId is { } user
            ? new(null, new(user.ToString(), row.ActorDisplayName, row.ActorUserPrincipalName, row.ActorIpAddress))
            : new(new(row.ActorAppId?.ToString(), row.ActorDisplayName), null),
        TargetResources = row.TargetId is null ? [] : [TargetResource.From(row)],
    };
}

/// <summary>Graph's <c>operationResult</c>.</summary>
[UnknownFutureValue(3)]
public enum OperationResult
{
    Success,
    Failure,
    Timeout,
}

/// <summary>Graph's <c>auditActivityInitiator</c>: a user, or an application without a user.</summary>
[GraphType("auditActivityInitiator")]
public sealed record AuditActivityInitiator(AuditApp? App, AuditUser? User);

/// <summary>Graph's <c>auditActivityPerformer</c>.</summary>
[GraphType("auditActivityPerformer")]
public sealed record AuditActivityPerformer(string? AppId, AgentType AgentType, string? BlueprintId);

/// <summary>Graph's <c>agentType</c>: whether an application is an agent.</summary>
public enum AgentType
{
    NotAgentic,
    AgenticApp,
    AgenticAppInstance,
}

/// <summary>Graph's <c>appIdentity</c>.</summary>
[GraphType("appIdentity")]
public sealed record AuditApp(string? AppId, string? DisplayName)
{
    public string? ServicePrincipalId { get; init; }

    public string? ServicePrincipalName { get; init; }
}

/// <summary>Graph's <c>userIdentity</c>, with the additional properties of audit records.</summary>
[GraphType("userIdentity", IsComplex = true, Base = typeof(Identity))]
public sealed record AuditUser(string Id, string? DisplayName, string? UserPrincipalName, string? IpAddress)
{
    [Undeclared] public string? UserType { get; init; }

    [Undeclared] public string? HomeTenantId { get; init; }

    [Undeclared] public string? HomeTenantName { get; init; }
}

/// <summary>Graph's <c>targetResource</c>: the changed object.</summary>
[GraphType("targetResource", IsComplex = true)]
public sealed record TargetResource(string Id, string? DisplayName, string Type, string? UserPrincipalName)
{
    public TargetGroupType? GroupType { get; init; }

    public IReadOnlyList<ModifiedProperty> ModifiedProperties { get; init; } = [];

    internal static TargetResource From(AuditRow row) => new(
        $"{row.TargetId}", row.TargetType == "User" ? null : row.TargetName, row.TargetType, row.TargetType == "User" ? row.TargetName : null)
    {
        ModifiedProperties = [.. AuditedChange.Read(row.Changes).Select(c => new ModifiedProperty(c.Name, c.Old, c.New))],
    };
}

/// <summary>Graph's <c>groupType</c>.</summary>
[GraphName("groupType"), UnknownFutureValue(2)]
public enum TargetGroupType
{
    UnifiedGroups,
    AzureAD,
}

/// <summary>Graph's <c>modifiedProperty</c>.</summary>
[GraphType("modifiedProperty")]
public sealed record ModifiedProperty(string DisplayName, string? OldValue, string? NewValue);
