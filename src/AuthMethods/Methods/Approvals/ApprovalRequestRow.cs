using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Methods.Approvals;

/// <summary>A request to a user's phones to approve a sign-in. A user has one at a time: a new one takes the place of the one before.</summary>
internal sealed class ApprovalRequestRow : TenantOwned
{
    public Guid UserId { get; set; }
    public Guid Id { get; set; }
    /// <summary>The methods that it was sent to: their ids, separated by spaces.</summary>
    public required string SentTo { get; set; }
    /// <summary>It asks for a sign-in without a password.</summary>
    public bool IsPasswordless { get; set; }
    /// <summary>A keyed hash of the number that the page shows.</summary>
    public required string NumberHash { get; set; }
    public string? Application { get; set; }
    public bool ShowsApplication { get; set; }
    public string? IpAddress { get; set; }
    public bool ShowsIpAddress { get; set; }
    public ApprovalState State { get; set; }
    /// <summary>The method that answered; null until then.</summary>
    public string? AnsweredBy { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }
}

/// <summary>What a user answered.</summary>
internal enum ApprovalState
{
    Pending,
    Approved,
    Denied,
}

internal sealed class ApprovalRequestMapping : IEntityTypeConfiguration<ApprovalRequestRow>
{
    public void Configure(EntityTypeBuilder<ApprovalRequestRow> request)
    {
        request.ToTable("ApprovalRequests");
        request.HasKey(r => new { r.TenantId, r.UserId });
        request.HasIndex(r => new { r.TenantId, r.Id });
        request.HasIndex(r => new { r.TenantId, r.ExpiresDateTime });
        request.Property(r => r.SentTo).HasMaxLength(1024);
        request.Property(r => r.NumberHash).HasMaxLength(64);
        request.Property(r => r.Application).HasMaxLength(256);
        request.Property(r => r.IpAddress).HasMaxLength(64);
        request.Property(r => r.AnsweredBy).HasMaxLength(64);
    }
}
