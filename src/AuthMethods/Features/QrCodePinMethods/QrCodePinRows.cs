using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>The method, with its PIN.</summary>
internal sealed class QrCodePinMethodRow : AuthenticationMethodRow
{
    /// <summary>The id of every user's method, so that the primary key prevents a second one.</summary>
    public const string FixedId = "d29518d4-b99a-4c88-b40c-92fd12959724";

    public const string SamplePin = "27182818";

    public Guid PinId { get; set; }
    public required string PinHash { get; set; }
    public DateTimeOffset PinUpdatedDateTime { get; set; }

    /// <summary>An administrator has set the PIN, so the user must change it.</summary>
    public bool ForceChangePin { get; set; } = true;

    /// <summary>The methods of the sample users.</summary>
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

/// <summary>A standard or temporary code that was issued.</summary>
internal sealed class QrCodeRow : TenantOwned
{
    public Guid UserId { get; set; }
    public bool IsTemporary { get; set; }
    public Guid Id { get; set; }
    public DateTimeOffset StartDateTime { get; set; }
    public DateTimeOffset ExpireDateTime { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset? LastUsedDateTime { get; set; }

    /// <summary>SHA-256 of the content of the code.</summary>
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
