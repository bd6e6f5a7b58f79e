using System.Security.Cryptography;
using System.Text;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>A user's Temporary Access Pass, hashed.</summary>
internal sealed class TemporaryAccessPassRow : AuthenticationMethodRow
{
    public required string PassHash { get; set; }
    /// <summary>
    /// Twelve bits of a fast hash of the pass. A sign-in compares them to know whether the text can be the pass, and so needs one slow hash, as for
    /// a user without a pass. Null for a pass from before the column was added.
    /// </summary>
    public string? PassTag { get; set; }
    public DateTimeOffset StartDateTime { get; set; }
    public int LifetimeInMinutes { get; set; }
    public bool IsUsableOnce { get; set; }

    public DateTimeOffset EndDateTime => StartDateTime.AddMinutes(LifetimeInMinutes);

    public static string TagOf(Guid userId, string pass) =>
        Convert.ToHexStringLower(SHA256.HashData([.. userId.ToByteArray(), .. Encoding.UTF8.GetBytes(pass)]))[..3];

    public PassUsability UsabilityAt(DateTimeOffset now, bool allowed) => this switch
    {
        { IsUsableOnce: true, LastUsedDateTime: not null } => PassUsability.OneTimeUsed,
        _ when now - StartDateTime >= TimeSpan.FromMinutes(LifetimeInMinutes) => PassUsability.Expired,
        _ when now < StartDateTime => PassUsability.NotYetValid,
        _ => allowed ? PassUsability.EnabledByPolicy : PassUsability.DisabledByPolicy,
    };
}

/// <summary>The values of <c>methodUsabilityReason</c>; the pass is usable only with the first.</summary>
internal enum PassUsability
{
    EnabledByPolicy,
    DisabledByPolicy,
    Expired,
    NotYetValid,
    OneTimeUsed,
}

internal sealed class TemporaryAccessPassMapping : IEntityTypeConfiguration<TemporaryAccessPassRow>
{
    public void Configure(EntityTypeBuilder<TemporaryAccessPassRow> pass)
    {
        pass.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("temporaryAccessPass");
        pass.Property(p => p.PassHash).HasMaxLength(512);
        pass.Property(p => p.PassTag).HasMaxLength(3);
    }
}
