using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// Something that is accepted once, such as a client assertion, a page's ticket or a code, and was used, until it would expire. Its key rejects a
/// second use, on any server.
/// </summary>
internal sealed class UsedAssertionRow : TenantOwned
{
    public required string Key { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }

    /// <param name="what">What it is and its id, of any length.</param>
    public static string KeyOf(string what) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
}

internal static class SingleUse
{
    /// <summary>Uses something up; false if it was used before. Saves the change.</summary>
    /// <param name="change">The change, which goes on after a refusal.</param>
    /// <param name="what">What it is and its id, of any length.</param>
    /// <param name="expires">When it would be refused anyway.</param>
    public static Task<bool> TryUseAsync(this Change change, string what, DateTimeOffset expires)
    {
        change.Add(new UsedAssertionRow { TenantId = change.TenantId, Key = UsedAssertionRow.KeyOf(what), ExpiresDateTime = expires });
        return change.TrySaveAsync();
    }
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
