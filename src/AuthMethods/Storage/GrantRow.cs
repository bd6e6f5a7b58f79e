using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// A code or a refresh token that the built-in authority issued. Its text is stored as a hash only. Codes of devices belong to no tenant
/// until a user has signed in, so they are stored under the empty tenant id.
/// </summary>
internal sealed class GrantRow : TenantOwned
{
    /// <summary>How long expired ones are kept, so that a client that sends one gets to know that it has expired.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    public Guid Id { get; set; }

    /// <summary>The hash of the text that the client or the user has.</summary>
    public string Reference { get; set; } = "";

    /// <summary>What it is, as OpenIddict names it.</summary>
    public string Type { get; set; } = "";

    /// <summary>Whether it is waiting, valid, redeemed, rejected or revoked, as OpenIddict names it.</summary>
    public string Status { get; set; } = "";

    /// <summary>The sign-in that it comes from: a code that is redeemed twice ends everything that it led to.</summary>
    public Guid? SignInId { get; set; }

    public Guid? ApplicationId { get; set; }
    public Guid? UserId { get; set; }

    /// <summary>What it stands for, as JSON.</summary>
    public string Payload { get; set; } = "";

    /// <summary>The address that a device asked from.</summary>
    public string? Source { get; set; }

    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }
    public DateTimeOffset? RedeemedDateTime { get; set; }

    /// <summary>When a device last asked for its tokens.</summary>
    public DateTimeOffset? PolledDateTime { get; set; }

    /// <summary>New at each change of the status, so that of two simultaneous changes one wins.</summary>
    public Guid Version { get; set; }
}

internal sealed class GrantMapping : IEntityTypeConfiguration<GrantRow>
{
    public void Configure(EntityTypeBuilder<GrantRow> grant)
    {
        grant.ToTable("Grants");
        grant.HasKey(g => new { g.TenantId, g.Id });
        grant.HasIndex(g => new { g.TenantId, g.Reference }).IsUnique();
        grant.HasIndex(g => new { g.TenantId, g.ExpiresDateTime, g.Source });
        grant.HasIndex(g => new { g.TenantId, g.SignInId });
        grant.HasIndex(g => new { g.TenantId, g.UserId });
        grant.Property(g => g.Reference).HasMaxLength(64);
        grant.Property(g => g.Type).HasMaxLength(64);
        grant.Property(g => g.Status).HasMaxLength(16);
        grant.Property(g => g.Source).HasMaxLength(64);
        grant.Property(g => g.Payload).HasMaxLength(-1);
    }
}
