using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// A configuration of the authentication methods policy, such as <c>Sms</c>, that was changed; all others have their defaults.
/// Code that writes one must give <see cref="TenantRow.PolicyStamp"/> a new value in the same transaction.
/// </summary>
internal sealed class MethodConfigurationRow : TenantOwned
{
    public required string Id { get; set; }
    public bool IsEnabled { get; set; }
    /// <summary>JSON array of Graph's target objects, such as <c>[{"id":"all_users","isUsableForSignIn":true}]</c>.</summary>
    public string IncludeTargets { get; set; } = "[]";
    public string ExcludeTargets { get; set; } = "[]";
    /// <summary>JSON object of the properties that only this kind has; null for none.</summary>
    public string? Settings { get; set; }
}

internal sealed class MethodConfigurationMapping : IEntityTypeConfiguration<MethodConfigurationRow>
{
    public void Configure(EntityTypeBuilder<MethodConfigurationRow> configuration)
    {
        configuration.ToTable("MethodConfigurations");
        configuration.HasKey(c => new { c.TenantId, c.Id });
        configuration.Property(c => c.IncludeTargets).HasMaxLength(-1);
        configuration.Property(c => c.ExcludeTargets).HasMaxLength(-1);
        configuration.Property(c => c.Settings).HasMaxLength(-1);
    }
}
