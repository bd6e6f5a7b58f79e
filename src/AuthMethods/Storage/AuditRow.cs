using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>One change, as the audit log will show it. Written in the transaction of the change.</summary>
internal sealed class AuditRow : TenantOwned
{
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
    /// <summary>The user who acted; null when an application did so in its own name.</summary>
    public Guid? ActorUserId { get; set; }
    public string? ActorUserPrincipalName { get; set; }
    public Guid? ActorAppId { get; set; }
    /// <summary>The user's or, in its own name, the application's.</summary>
    public string? ActorDisplayName { get; set; }
    public string? ActorIpAddress { get; set; }
    public string? ActorUserAgent { get; set; }
    public Guid? TargetId { get; set; }
    /// <summary>A user's principal name; what anything else is called.</summary>
    public string? TargetName { get; set; }
    public string TargetType { get; set; } = "User";
    /// <summary>A JSON array of <see cref="AuditedChange"/>; null where the activity says it all.</summary>
    public string? Changes { get; set; }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> audit)
    {
        audit.ToTable("AuditRecords");
        audit.HasKey(a => new { a.TenantId, a.Id });
        // The order in which the log is read: SQL Server does not sort ids as they were made.
        audit.HasIndex(a => new { a.TenantId, a.ActivityDateTime, a.Id });
        audit.Property(a => a.TargetType).HasMaxLength(64);
        audit.Property(a => a.Changes).HasMaxLength(-1);
    }
}

/// <summary>Who makes a change, on whose behalf, when, and under which request: what every record of one change shares.</summary>
internal sealed record AuditTrail(DateTimeOffset At, string CorrelationId, Guid? UserId, string? UserPrincipalName, Guid? AppId, string? IpAddress)
{
    public string? DisplayName { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The trail of what the server does by itself, such as seeding.</summary>
    public static AuditTrail Server(TimeProvider time) => new(time.Now(), Guid.NewGuid().ToString(), null, null, null, null) { DisplayName = "AuthMethods" };

    internal AuditRow Row(Guid tenantId, AuditActivity activity, Guid targetId, string targetName, string? reason, string? targetType,
        IReadOnlyList<AuditedChange>? audited) => new()
    {
        TenantId = tenantId,
        Id = Guid.CreateVersion7(At),
        ActivityDateTime = At,
        ActivityDisplayName = activity.DisplayName,
        LoggedByService = activity.Service,
        Category = activity.Category,
        OperationType = activity.OperationType,
        Result = "success",
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
        Changes = AuditedChange.Write(audited),
    };
}
