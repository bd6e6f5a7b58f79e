using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Tests.Features.RecoveryCodes;

internal sealed class RecoveryCodeRow : AuthenticationMethodRow
{
    public string? DisplayName { get; set; }
    public required string CodeHash { get; set; }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> code)
    {
        code.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("recoveryCode");
        code.Property(c => c.DisplayName).HasColumnName("DisplayName");
    }
}
