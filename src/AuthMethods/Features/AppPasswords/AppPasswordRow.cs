using System.Security.Cryptography;
using System.Text;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.AppPasswords;

/// <summary>A separate password for an app that does not support a second factor.</summary>
internal sealed class AppPasswordRow : TenantOwned
{
    private const int Length = 16;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public Guid UserId { get; set; }
    public Guid Id { get; set; }
    public required string DisplayName { get; set; }
    public required string Hash { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }

    /// <summary>Sixteen random letters, as Entra generates them.</summary>
    public static string Generate() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>
    /// Salted with the tenant and the user, so that it can be looked up. A fast hash is enough: sixteen random letters have 75 bits, and
    /// a slow hash of each of a user's forty passwords would only slow down the sign-in.
    /// </summary>
    public static string HashOf(Guid tenantId, Guid userId, string password) =>
        Convert.ToHexStringLower(SHA256.HashData([.. tenantId.ToByteArray(), .. userId.ToByteArray(), .. Encoding.UTF8.GetBytes(password)]));
}

internal sealed class AppPasswordMapping : IEntityTypeConfiguration<AppPasswordRow>
{
    public void Configure(EntityTypeBuilder<AppPasswordRow> password)
    {
        password.ToTable("AppPasswords");
        password.HasKey(p => new { p.TenantId, p.UserId, p.Id });
        password.HasIndex(p => new { p.TenantId, p.UserId, p.Hash }).IsUnique();
        password.Property(p => p.Hash).HasMaxLength(64);
    }
}
