using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// An identity that a user was given beside the principal name: what it is found by, and unique by in the tenant. As it is shown
/// it stands in <see cref="UserRow.Identities"/>.
/// </summary>
internal sealed class UserIdentityRow : TenantOwned
{
    public required string Key { get; set; }
    public Guid UserId { get; set; }

    /// <summary>What an identity is kept under, whatever its case and length.</summary>
    public static string KeyOf(string issuer, string issuerAssignedId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{TextKey.Of(issuer)}\n{TextKey.Of(issuerAssignedId)}")));
}

internal sealed class UserIdentityMapping : IEntityTypeConfiguration<UserIdentityRow>
{
    public void Configure(EntityTypeBuilder<UserIdentityRow> identity)
    {
        identity.ToTable("UserIdentities");
        identity.HasKey(i => new { i.TenantId, i.Key });
        identity.HasIndex(i => new { i.TenantId, i.UserId });
        identity.Property(i => i.Key).HasMaxLength(64);
    }
}
