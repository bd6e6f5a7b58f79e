using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>One change as the audit log shows it, written in the same transaction as the change.</summary>
internal sealed class AuditRow : TenantOwned
{
    public const string Success = "success";
    public const string Failure = "failure";

    /// <summary>Ascending in time (UUID version 7).</summary>
    public Guid Id { get; set; }
    public DateTimeOffset ActivityDateTime { get; set; }
    public required string ActivityDisplayName { get; set; }
    public required string LoggedByService { get; set; }
    public required string Category { get; set; }
    public required string OperationType { get; set; }
    public required string Result { get; set; }
    public string? ResultReason { get; set; }
    public required string CorrelationId { get; set; }
    /// <summary>The user who acted; null when an application acted without a user.</summary>
    public Guid? ActorUserId { get; set; }
    public string? ActorUserPrincipalName { get; set; }
    public Guid? ActorAppId { get; set; }
    /// <summary>The user's name, or the application's when it acted without a user.</summary>
    public string? ActorDisplayName { get; set; }
    public string? ActorIpAddress { get; set; }
    public string? ActorUserAgent { get; set; }
    public Guid? TargetId { get; set; }
    /// <summary>A user's principal name, or another object's display name.</summary>
    public string? TargetName { get; set; }
    public string TargetType { get; set; } = "User";
    /// <summary>The registered method, for a registration that the reports count.</summary>
    public UsageAuthMethod? RegisteredMethod { get; set; }
    /// <summary>A JSON array of <see cref="AuditedChange"/>; null if the activity needs no details.</summary>
    public string? Changes { get; set; }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> audit)
    {
        audit.ToTable("AuditRecords");
        audit.HasKey(a => new { a.TenantId, a.Id });
        // The log is read in this order, because SQL Server does not sort ids by creation time.
        audit.HasIndex(a => new { a.TenantId, a.ActivityDateTime, a.Id });
        audit.Property(a => a.TargetType).HasMaxLength(64);
        audit.Property(a => a.Changes).HasMaxLength(-1);
    }
}

/// <summary>Who makes a change, when, and in which request: what all audit records of one change have in common.</summary>
internal sealed record AuditTrail(DateTimeOffset At, string CorrelationId, Guid? UserId, string? UserPrincipalName, Guid? AppId, string? IpAddress)
{
    public string? DisplayName { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The trail for changes that the server makes on its own, such as seeding.</summary>
    public static AuditTrail Server(TimeProvider time) => new(time.Now(), Guid.NewGuid().ToString(), null, null, null, null) { DisplayName = "AuthMethods" };

    internal AuditRow Row(Guid tenantId, AuditActivity activity, Guid targetId, string targetName, string? reason, string? targetType,
        IReadOnlyList<AuditedChange>? audited, UsageAuthMethod? registered) => new()
    {
        TenantId = tenantId,
        Id = Guid.CreateVersion7(At),
        ActivityDateTime = At,
        ActivityDisplayName = activity.DisplayName,
        LoggedByService = activity.Service,
        Category = activity.Category,
        OperationType = activity.OperationType,
        Result = AuditRow.Success,
        ResultReason = reason,
        CorrelationId = CorrelationId,
        ActorUserId = UserId,
        ActorUserPrincipalName = UserPrincipalName,
        ActorAppId = AppId,
        ActorDisplayName = DisplayName,
        ActorIpAddress = IpAddress,
        ActorUserAgent = UserAgent,
        TargetId = targetId,
        TargetName = targetName,
        TargetType = targetType ?? activity.TargetType,
        RegisteredMethod = registered,
        Changes = AuditedChange.Write(audited),
    };
}
