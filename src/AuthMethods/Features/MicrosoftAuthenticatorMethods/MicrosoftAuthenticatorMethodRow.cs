using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>The app on one phone. It approves notifications, generates one-time codes and, once set up for that, signs in without a password.</summary>
internal sealed class MicrosoftAuthenticatorMethodRow : AuthenticationMethodRow, IDeviceBound
{
    /// <summary>The phone's name or model.</summary>
    public string? DisplayName { get; set; }
    public string? DeviceTag { get; set; }
    public string? PhoneAppVersion { get; set; }
    public ClientApp ClientAppName { get; set; }
    /// <summary>JSON of Graph's <c>device</c>; null until passwordless sign-in is set up, which registers the device.</summary>
    public string? Device { get; set; }
    /// <summary>The secret of the app's codes, in Base32, encrypted; null if the app was registered without one.</summary>
    public string? EncryptedSecret { get; set; }

    /// <summary>The methods of the sample users.</summary>
    internal static IEnumerable<MicrosoftAuthenticatorMethodRow> SamplesOf(SampleUser user) => user.Alias != "adele" ? [] :
    [
        new()
        {
            Id = "6803c096-c096-6803-96c0-036896c00368",
            DisplayName = "Adele's iPhone",
            DeviceTag = "SoftwareTokenActivated",
            PhoneAppVersion = "6.8.40",
            Device = new Device
            {
                Id = "d3e1c2a7-5b3c-4f1e-8c0c-9a54a5d6b7e2", DeviceId = "1f6f7c53-2a1c-45d5-9d0e-6b6b8d5f2c90", DisplayName = "Adele's iPhone",
                OperatingSystem = "IOS", OperatingSystemVersion = "26.1", TrustType = "Workplace"
            }.ToJson(),
        },
    ];
}

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMethodClientAppName</c>.</summary>
[GraphName("microsoftAuthenticatorAuthenticationMethodClientAppName"), UnknownFutureValue(2)]
public enum ClientApp
{
    MicrosoftAuthenticator,
    OutlookMobile,
}

internal sealed class MicrosoftAuthenticatorMethodMapping : IEntityTypeConfiguration<MicrosoftAuthenticatorMethodRow>
{
    public void Configure(EntityTypeBuilder<MicrosoftAuthenticatorMethodRow> app)
    {
        app.HasBaseType<AuthenticationMethodRow>().HasDiscriminator<string>("Kind").HasValue("microsoftAuthenticator");
        app.Property(a => a.DisplayName).HasColumnName("DisplayName");
        app.Property(a => a.Device).HasColumnName("Device").HasMaxLength(-1);
        app.Property(a => a.EncryptedSecret).HasColumnName("EncryptedSecret").HasMaxLength(1024);
    }
}
