using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.Authenticators;

/// <summary>An authenticator that this server simulates for tests. No user has it until it is registered for one, as a real one would be.</summary>
internal sealed class SoftwareAuthenticatorRow : TenantOwned
{
    public Guid Id { get; set; }
    public AuthenticatorType Type { get; set; }
    public string? DisplayName { get; set; }
    /// <summary>The Base32 secret of codes, or a <see cref="Passkey"/> as JSON, encrypted.</summary>
    public required string EncryptedState { get; set; }
    /// <summary>How often the passkey has signed.</summary>
    public long SignCount { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
}

internal sealed class SoftwareAuthenticatorMapping : IEntityTypeConfiguration<SoftwareAuthenticatorRow>
{
    public void Configure(EntityTypeBuilder<SoftwareAuthenticatorRow> authenticator)
    {
        authenticator.ToTable("SoftwareAuthenticators");
        authenticator.HasKey(a => new { a.TenantId, a.Id });
        authenticator.Property(a => a.EncryptedState).HasMaxLength(-1);
    }
}
