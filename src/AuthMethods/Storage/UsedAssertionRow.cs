using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// A client assertion or a page's ticket that was used, or a session that was signed out, until it would expire. Its key rejects a second use, on
/// whichever server.
/// </summary>
internal sealed class UsedAssertionRow : TenantOwned
{
    public required string Key { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }

    /// <param name="application">The client id; empty for what belongs to no client.</param>
    /// <param name="id">What it is and its id, of any length.</param>
    public static string KeyOf(Guid application, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{application}\n{id}")));
}

internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertionRow>
{
    public void Configure(EntityTypeBuilder<UsedAssertionRow> assertion)
    {
        assertion.ToTable("UsedAssertions");
        assertion.HasKey(a => new { a.TenantId, a.Key });
        assertion.HasIndex(a => new { a.TenantId, a.ExpiresDateTime });
        assertion.Property(a => a.Key).HasMaxLength(64);
    }
}
