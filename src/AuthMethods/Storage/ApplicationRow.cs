using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>An application that may ask the built-in authority for tokens.</summary>
internal sealed class ApplicationRow : TenantOwned
{
    /// <summary>The application (client) id, which is also the object id of its service principal.</summary>
    public Guid Id { get; set; }
    public required string DisplayName { get; set; }
    /// <summary>Hash of the client secret; null for a public client.</summary>
    public string? SecretHash { get; set; }
    /// <summary>Granted application permissions, separated by spaces.</summary>
    public string ApplicationPermissions { get; set; } = "";
    /// <summary>Delegated permissions consented to for all users, separated by spaces.</summary>
    public string DelegatedPermissions { get; set; } = "";
}

internal sealed class ApplicationMapping : IEntityTypeConfiguration<ApplicationRow>
{
    public void Configure(EntityTypeBuilder<ApplicationRow> application)
    {
        application.ToTable("Applications");
        application.HasKey(a => new { a.TenantId, a.Id });
        application.Property(a => a.SecretHash).HasMaxLength(512);
        application.Property(a => a.ApplicationPermissions).HasMaxLength(-1);
        application.Property(a => a.DelegatedPermissions).HasMaxLength(-1);
    }
}
