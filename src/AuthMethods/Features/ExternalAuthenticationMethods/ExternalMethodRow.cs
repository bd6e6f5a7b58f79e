using System.Security.Cryptography;
using System.Text;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>A user's registration with an external provider. It is deleted with the provider's configuration in the policy.</summary>
internal sealed class ExternalMethodRow : AuthenticationMethodRow
{
    /// <summary>The id of the configuration in the policy, in lower case.</summary>
    public string ConfigurationId { get; set; } = "";
    public string? DisplayName { get; set; }

    /// <summary>Derived from the user and the configuration, so that the primary key prevents a second registration.</summary>
    public static string IdOf(Guid userId, string configurationId) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId} {configurationId}")).AsSpan(0, 16)).ToString();
}

internal sealed class ExternalMethodMapping : IEntityTypeConfiguration<ExternalMethodRow>
{
    public void Configure(EntityTypeBuilder<ExternalMethodRow> external)
    {
        external.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("external");
        external.Property(e => e.DisplayName).HasColumnName("DisplayName");
        external.Property(e => e.ConfigurationId).HasMaxLength(64);
    }
}
