using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>The method, with its PIN.</summary>
internal sealed class QrCodePinMethodRow : AuthenticationMethodRow
{
    /// <summary>The id every user's method has, so that the key forbids a second.</summary>
    public const string FixedId = "d29518d4-b99a-4c88-b40c-92fd12959724";

    public const string SamplePin = "27182818";

    public Guid PinId { get; set; }
    public required string PinHash { get; set; }
    public DateTimeOffset PinUpdatedDateTime { get; set; }

    /// <summary>An administrator knows the PIN.</summary>
    public bool ForceChangePin { get; set; } = true;

    /// <summary>What the sample tenant's users have.</summary>
    internal static IEnumerable<TenantOwned> SamplesOf(SampleUser user)
    {
        if (user.Alias != "adele") return [];
        var code = new QrCodeRow
        {
            UserId = user.Id, Id = Guid.NewGuid(), CreatedDateTime = user.Now,
            StartDateTime = user.Now, ExpireDateTime = user.Now.AddDays(365), ContentHash = ""
        };
        return [code, new QrCodePinMethodRow { Id = FixedId, PinId = Guid.NewGuid(), PinHash = user.Hash(SamplePin), PinUpdatedDateTime = user.Now }];
    }
}

/// <summary>A code that is out there on paper: the standard one or a temporary one.</summary>
internal sealed class QrCodeRow : TenantOwned
{
    public Guid UserId { get; set; }
    public bool IsTemporary { get; set; }
    public Guid Id { get; set; }
    public DateTimeOffset StartDateTime { get; set; }
    public DateTimeOffset ExpireDateTime { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset? LastUsedDateTime { get; set; }

    /// <summary>SHA-256 of what the code says.</summary>
    public required string ContentHash { get; set; }
}

internal sealed class QrCodePinMapping : IEntityTypeConfiguration<QrCodePinMethodRow>, IEntityTypeConfiguration<QrCodeRow>
{
    public void Configure(EntityTypeBuilder<QrCodePinMethodRow> method)
    {
        method.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("qrCodePin");
        method.Property(m => m.PinHash).HasMaxLength(512);
    }

    public void Configure(EntityTypeBuilder<QrCodeRow> code)
    {
        code.ToTable("QrCodes");
        code.HasKey(c => new { c.TenantId, c.UserId, c.IsTemporary });
        code.Property(c => c.ContentHash).HasMaxLength(64);
    }
}
