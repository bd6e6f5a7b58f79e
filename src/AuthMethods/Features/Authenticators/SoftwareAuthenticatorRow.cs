using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.Authenticators;

/// <summary>
/// An authenticator that this server simulates for tests. Apps with codes and passkeys are nobody's until they are registered for a user, as real
/// ones would be; a phone is its user's from the beginning.
/// </summary>
internal sealed class SoftwareAuthenticatorRow : TenantOwned
{
    public Guid Id { get; set; }
    public AuthenticatorType Type { get; set; }
    public string? DisplayName { get; set; }
    /// <summary>The Base32 secret of codes, or a <see cref="Passkey"/> or a <see cref="PhoneState"/> as JSON, encrypted.</summary>
    public required string EncryptedState { get; set; }
    /// <summary>How often the passkey has signed.</summary>
    public long SignCount { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
}

/// <summary>A phone with Microsoft Authenticator.</summary>
/// <param name="UserId">Its user.</param>
/// <param name="MethodId">The user's method that it is registered as.</param>
/// <param name="Secret">The secret of its codes, in Base32.</param>
/// <param name="IsPasswordless">It is set up to sign in without a password.</param>
internal sealed record PhoneState(Guid UserId, string MethodId, string Secret, bool IsPasswordless);

internal sealed class SoftwareAuthenticatorMapping : IEntityTypeConfiguration<SoftwareAuthenticatorRow>
{
    public void Configure(EntityTypeBuilder<SoftwareAuthenticatorRow> authenticator)
    {
        authenticator.ToTable("SoftwareAuthenticators");
        authenticator.HasKey(a => new { a.TenantId, a.Id });
        authenticator.Property(a => a.EncryptedState).HasMaxLength(-1);
    }
}
