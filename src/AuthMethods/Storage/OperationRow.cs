using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>A long-running operation on a user, such as a password reset.</summary>
internal sealed class OperationRow : TenantOwned
{
    /// <summary>How long an operation can be read.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    public Guid UserId { get; set; }
    public Guid Id { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset LastActionDateTime { get; set; }
    public OperationStatus Status { get; set; }
    public string? StatusDetail { get; set; }
    /// <summary>Relative to the service root: <c>users/{id}/authentication/methods/{id}</c>.</summary>
    public required string ResourceLocation { get; set; }
}

/// <summary>Graph's <c>longRunningOperationStatus</c>.</summary>
[GraphName("longRunningOperationStatus"), UnknownFutureValue(4)]
public enum OperationStatus
{
    NotStarted,
    Running,
    Succeeded,
    Failed,
}

internal sealed class OperationMapping : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> operation)
    {
        operation.ToTable("Operations");
        operation.HasKey(o => new { o.TenantId, o.UserId, o.Id });
    }
}
