using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>One change, as the audit log will show it. Written in the transaction of the change.</summary>
public sealed class AuditRow : TenantOwned
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
    public string? ActorIpAddress { get; set; }
    public Guid? TargetId { get; set; }
    public string? TargetName { get; set; }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> audit)
    {
        audit.ToTable("AuditRecords");
        audit.HasKey(a => new { a.TenantId, a.Id });
    }
}

/// <summary>Who makes a change, on whose behalf, when, and under which request: what every record of one change shares.</summary>
public sealed record AuditTrail(DateTimeOffset At, string CorrelationId, Guid? UserId, string? UserPrincipalName, Guid? AppId, string? IpAddress)
{
    /// <summary>The trail of what the server does by itself, such as seeding.</summary>
    public static AuditTrail Server(TimeProvider time) => new(time.Now(), Guid.NewGuid().ToString(), null, null, null, null);

    internal AuditRow Row(Guid tenantId, Activity activity, Guid targetId, string targetName, string? reason) => new()
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
        ActorIpAddress = IpAddress,
        TargetId = targetId,
        TargetName = targetName,
    };
}
