using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// The key of a user's identity other than the principal name. It is looked up by this key, which is unique in the tenant; the
/// identity itself is stored in <see cref="UserRow.Identities"/>.
/// </summary>
internal sealed class UserIdentityRow : TenantOwned
{
    public required string Key { get; set; }
    public Guid UserId { get; set; }

    /// <summary>The key of an identity, independent of case and of fixed length.</summary>
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
