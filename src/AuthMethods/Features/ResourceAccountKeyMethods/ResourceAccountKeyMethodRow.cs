using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.ResourceAccountKeyMethods;

/// <summary>The key with which a shared device signs in to its resource account.</summary>
internal sealed class ResourceAccountKeyMethodRow : AuthenticationMethodRow, IDeviceBound
{
    public string? DisplayName { get; set; }
    public string? Device { get; set; }

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<ResourceAccountKeyMethodRow> SamplesOf(SampleUser user) => user.Alias != "adele" ? [] :
    [
        new()
        {
            Id = "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9d1",
            DisplayName = "Conference Room MTR-W",
            Device = new Device
            {
                Id = "4f0a5c63-4e0e-4f5c-9c38-0f0f5f1d7c21", DeviceId = "7c1e2d3f-90ab-4c5d-8e6f-1a2b3c4d5e6f", DisplayName = "Conference Room MTR-W",
                OperatingSystem = "Windows", OperatingSystemVersion = "10.0.26100.1", TrustType = "AzureAd"
            }.ToJson(),
        },
    ];
}

internal sealed class ResourceAccountKeyMethodMapping : IEntityTypeConfiguration<ResourceAccountKeyMethodRow>
{
    public void Configure(EntityTypeBuilder<ResourceAccountKeyMethodRow> key)
    {
        key.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("resourceAccountKey");
        key.Property(k => k.DisplayName).HasColumnName("DisplayName");
        key.Property(k => k.Device).HasColumnName("Device").HasMaxLength(-1);
    }
}
