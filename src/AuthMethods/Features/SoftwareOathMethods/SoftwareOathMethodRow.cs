using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>A third-party app that generates one-time codes.</summary>
internal sealed class SoftwareOathMethodRow : AuthenticationMethodRow
{
    /// <summary>The secret of the codes, in Base32, encrypted.</summary>
    public required string EncryptedSecret { get; set; }

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<SoftwareOathMethodRow> SamplesOf(SampleUser user) =>
        user.Alias == "adele"
            ? [new() { Id = "b172893e-893e-b172-3e89-72b13e8972b1", EncryptedSecret = user.Encrypt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") }]
            : [];
}

internal sealed class SoftwareOathMethodMapping : IEntityTypeConfiguration<SoftwareOathMethodRow>
{
    public void Configure(EntityTypeBuilder<SoftwareOathMethodRow> app)
    {
        app.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("softwareOath");
        app.Property(a => a.EncryptedSecret).HasColumnName("EncryptedSecret").HasMaxLength(1024);
    }
}
