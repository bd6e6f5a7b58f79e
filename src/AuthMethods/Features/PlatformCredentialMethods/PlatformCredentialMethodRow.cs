using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.PlatformCredentialMethods;

/// <summary>A key that a platform stores on one device.</summary>
internal sealed class PlatformCredentialMethodRow : AuthenticationMethodRow, IDeviceBound
{
    /// <summary>The device's name.</summary>
    public string? DisplayName { get; set; }
    public KeyStrength KeyStrength { get; set; }
    public DevicePlatform Platform { get; set; }
    /// <summary>JSON of Graph's <c>device</c>.</summary>
    public string? Device { get; set; }

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<PlatformCredentialMethodRow> SamplesOf(SampleUser user) => user.Alias != "adele" ? [] :
    [
        new()
        {
            Id = "R18B3t8Ogh9XIOGmPt81d6p_KXJs1YTxfGgGqeVFJSM1",
            DisplayName = "Adele's MacBook",
            Platform = DevicePlatform.MacOS,
            Device = new Device
            {
                Id = "0a3c1f5e-8a2d-4f0b-9a55-3f5d2f6f9a10", DeviceId = "51a0b2f2-8fd0-4a35-a3a1-0c7a0b8f7d1e", DisplayName = "Adele's MacBook",
                OperatingSystem = "MacMDM", OperatingSystemVersion = "26.1", TrustType = "AzureAd"
            }.ToJson(),
        },
    ];
}

/// <summary>Graph's <c>authenticationMethodPlatform</c>.</summary>
[GraphName("authenticationMethodPlatform"), UnknownFutureValue(6)]
public enum DevicePlatform
{
    Unknown,
    Windows,
    MacOS,
    iOS,
    Android,
    Linux,
}

internal sealed class PlatformCredentialMethodMapping : IEntityTypeConfiguration<PlatformCredentialMethodRow>
{
    public void Configure(EntityTypeBuilder<PlatformCredentialMethodRow> key)
    {
        key.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("platformCredential");
        key.Property(k => k.DisplayName).HasColumnName("DisplayName");
        key.Property(k => k.KeyStrength).HasColumnName("KeyStrength");
        key.Property(k => k.Device).HasColumnName("Device").HasMaxLength(-1);
    }
}
