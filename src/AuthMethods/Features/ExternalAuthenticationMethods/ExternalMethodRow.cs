using System.Security.Cryptography;
using System.Text;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>A user's registration with another provider. It ends with the policy's configuration of that provider.</summary>
internal sealed class ExternalMethodRow : AuthenticationMethodRow
{
    /// <summary>The configuration in the policy, lower case.</summary>
    public string ConfigurationId { get; set; } = "";
    public string? DisplayName { get; set; }

    /// <summary>A user's id for one configuration is always the same, so that the key knows of a second registration.</summary>
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
