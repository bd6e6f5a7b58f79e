using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>A user's password, hashed.</summary>
internal sealed class PasswordMethodRow : AuthenticationMethodRow
{
    /// <summary>The id of every user's password.</summary>
    public const string FixedId = "28c10230-6103-485e-b985-444c60001490";

    public required string PasswordHash { get; set; }

    public static PasswordMethodRow Of(UserRow user, string hash, DateTimeOffset now) =>
        new() { TenantId = user.TenantId, UserId = user.Id, Id = FixedId, PasswordHash = hash, CreatedDateTime = now };
}

internal sealed class PasswordMethodMapping : IEntityTypeConfiguration<PasswordMethodRow>
{
    public void Configure(EntityTypeBuilder<PasswordMethodRow> password)
    {
        password.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("password");
        password.Property(p => p.PasswordHash).HasMaxLength(512);
    }
}
