using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

/// <summary>A Windows Hello key on one device.</summary>
internal sealed class WindowsHelloForBusinessMethodRow : AuthenticationMethodRow, IDeviceBound
{
    /// <summary>The device's name.</summary>
    public string? DisplayName { get; set; }
    public KeyStrength KeyStrength { get; set; }
    /// <summary>JSON of Graph's <c>device</c>.</summary>
    public string? Device { get; set; }

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<WindowsHelloForBusinessMethodRow> SamplesOf(SampleUser user)
    {
        return user.Alias switch
        {
            "kim" => [Key(
                "e6dab818-e68d-433e-89d5-547357870cb2", "Kim's Surface",
                "2f1b1c9e-6f0b-4c53-9a0e-6e2b0d6f4a11", "b2b33f29-ef5f-4dc1-9c36-6d8b8ad1c5a0")],
            "adele" => [Key(
                "b5e01f81-1f81-b5e0-811f-e0b5811fe0b5", "Adele's Surface",
                "6a59ea83-02bd-468f-a40b-f2c3d1821983", "eab73519-780d-4d43-be6d-a4a89af2a348")],
            _ => [],
        };

        static WindowsHelloForBusinessMethodRow Key(string id, string name, string device, string deviceId) => new()
        {
            Id = id,
            DisplayName = name,
            Device = new Device
            {
                Id = device, DeviceId = deviceId, DisplayName = name,
                OperatingSystem = "Windows", OperatingSystemVersion = "10.0.26100.1", TrustType = "AzureAd"
            }.ToJson(),
        };
    }
}

internal sealed class WindowsHelloForBusinessMethodMapping : IEntityTypeConfiguration<WindowsHelloForBusinessMethodRow>
{
    public void Configure(EntityTypeBuilder<WindowsHelloForBusinessMethodRow> key)
    {
        key.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("windowsHelloForBusiness");
        key.Property(k => k.DisplayName).HasColumnName("DisplayName");
        key.Property(k => k.KeyStrength).HasColumnName("KeyStrength");
        key.Property(k => k.Device).HasColumnName("Device").HasMaxLength(-1);
    }
}
