using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>A custom authentication strength. The built-in ones are the same in every tenant and not stored.</summary>
internal sealed class AuthenticationStrengthRow : TenantOwned
{
    public Guid Id { get; set; }
    public required string DisplayName { get; set; }
    public string? Description { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset ModifiedDateTime { get; set; }
    /// <summary>JSON array of combinations in Graph's format.</summary>
    public string AllowedCombinations { get; set; } = "[]";
    /// <summary>JSON array of Graph's combination configurations, each with its <c>@odata.type</c>.</summary>
    public string CombinationConfigurations { get; set; } = "[]";
    /// <summary>Changes on each save, so that concurrent writers cannot silently overwrite each other.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();
}

internal sealed class AuthenticationStrengthMapping : IEntityTypeConfiguration<AuthenticationStrengthRow>
{
    public void Configure(EntityTypeBuilder<AuthenticationStrengthRow> strength)
    {
        strength.ToTable("AuthenticationStrengths");
        strength.HasKey(s => new { s.TenantId, s.Id });
        strength.Property(s => s.Description).HasMaxLength(1024);
        strength.Property(s => s.AllowedCombinations).HasMaxLength(-1);
        strength.Property(s => s.CombinationConfigurations).HasMaxLength(-1);
        strength.Property(s => s.Version).IsConcurrencyToken();
    }
}
