using System.Security.Cryptography;
using System.Text;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Tests.Features.RecoveryCodes;

internal sealed class RecoveryCodeRow : AuthenticationMethodRow
{
    public string? DisplayName { get; set; }
    public required string CodeHash { get; set; }

    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> code)
    {
        code.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("recoveryCode");
        code.Property(c => c.DisplayName).HasColumnName("DisplayName");
    }
}
