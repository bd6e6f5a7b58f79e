using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Messages;

/// <summary>A code that was sent and not entered yet. Entering it removes the row, so that it is accepted once, on whichever server.</summary>
internal sealed class OneTimeCodeRow : TenantOwned
{
    /// <summary>A keyed hash of the user, the purpose and the session, which together have one code at a time.</summary>
    public required string Key { get; set; }
    /// <summary>A keyed hash of the code and of what it is for.</summary>
    public required string CodeHash { get; set; }
    public MessageChannel Channel { get; set; }
    /// <summary>The user's method that it was sent to.</summary>
    public string? MethodId { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }
}

internal sealed class OneTimeCodeMapping : IEntityTypeConfiguration<OneTimeCodeRow>
{
    public void Configure(EntityTypeBuilder<OneTimeCodeRow> code)
    {
        code.ToTable("OneTimeCodes");
        code.HasKey(c => new { c.TenantId, c.Key });
        code.HasIndex(c => new { c.TenantId, c.ExpiresDateTime });
        code.Property(c => c.Key).HasMaxLength(64);
        code.Property(c => c.CodeHash).HasMaxLength(64);
    }
}
