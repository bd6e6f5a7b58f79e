using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>A token in the inventory. <see cref="HardwareOathMethodRow"/> says who holds it and whether it is active.</summary>
internal sealed class HardwareOathDeviceRow : TenantOwned
{
    public Guid Id { get; set; }
    public string? DisplayName { get; set; }
    public required string SerialNumber { get; set; }
    public required string Manufacturer { get; set; }
    public required string Model { get; set; }

    /// <summary>The seed in Base32, encrypted.</summary>
    public required string EncryptedSecret { get; set; }

    public int TimeIntervalInSeconds { get; set; }
    public HashFunction HashFunction { get; set; }

    /// <summary>The time step of the last accepted code; neither it nor an earlier one is accepted again.</summary>
    public long LastStep { get; set; }

    public DateTimeOffset? LastUsedDateTime { get; set; }
    public Guid Version { get; set; } = Guid.NewGuid();
}

/// <summary>A token assigned to a user. Its id is the token's.</summary>
internal sealed class HardwareOathMethodRow : AuthenticationMethodRow
{
    public const string SampleSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    public static readonly Guid SampleDevice = new("9b037532-f999-1ed9-13fd-849ffb995e11");
    public static readonly Guid SpareDevice = new("9b037532-f999-1ed9-13fd-849ffb995e12");

    /// <summary>Unique in the tenant, so that a token has one holder.</summary>
    public Guid DeviceId { get; set; }

    public HardwareOathStatus Status { get; set; }

    /// <summary>The sample tokens: adele's and an unassigned one.</summary>
    internal static IEnumerable<TenantOwned> SamplesOf(SampleUser user)
    {
        if (user.Alias != "adele") return [];
        return
        [
            Device(SampleDevice, "TOTP000001", "Adele's token"),
            Device(SpareDevice, "TOTP000002", null),
            new HardwareOathMethodRow { Id = SampleDevice.ToString(), DeviceId = SampleDevice, Status = HardwareOathStatus.Activated },
        ];

        HardwareOathDeviceRow Device(Guid id, string serialNumber, string? displayName) => new()
        {
            Id = id,
            DisplayName = displayName,
            SerialNumber = serialNumber,
            Manufacturer = "Contoso",
            Model = "Hardware Token 1000",
            EncryptedSecret = user.Encrypt(SampleSecret),
            TimeIntervalInSeconds = 30,
        };
    }
}

internal sealed class HardwareOathMapping : IEntityTypeConfiguration<HardwareOathDeviceRow>, IEntityTypeConfiguration<HardwareOathMethodRow>
{
    public void Configure(EntityTypeBuilder<HardwareOathDeviceRow> device)
    {
        device.ToTable("HardwareOathDevices");
        device.HasKey(d => new { d.TenantId, d.Id });
        device.HasIndex(d => new { d.TenantId, d.Manufacturer, d.SerialNumber }).IsUnique();
        device.HasIndex(d => new { d.TenantId, d.SerialNumber });
        device.Property(d => d.EncryptedSecret).HasMaxLength(1024);
        device.Property(d => d.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<HardwareOathMethodRow> method)
    {
        method.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("hardwareOath");
        method.HasIndex(m => new { m.TenantId, m.DeviceId }).IsUnique();
        method.Property(m => m.Status).HasColumnName("Status");
    }
}
