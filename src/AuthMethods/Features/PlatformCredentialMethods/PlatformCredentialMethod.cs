using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.PlatformCredentialMethods;

/// <summary>Graph's <c>platformCredentialAuthenticationMethod</c>.</summary>
[GraphType("platformCredentialAuthenticationMethod")]
[Example("""{"id":"R18B3t8Ogh9XIOGmPt81d6p_KXJs1YTxfGgGqeVFJSM1","displayName":"Adele's MacBook","keyStrength":"normal","platform":"macOS","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class PlatformCredentialMethod : AuthenticationMethod
{
    /// <summary>The name of the device that the key is on.</summary>
    public string? DisplayName { get; init; }

    public KeyStrength KeyStrength { get; init; }

    public DevicePlatform Platform { get; init; }

    /// <summary>The device that the key is on.</summary>
    [Navigation]
    public Device? Device => Device.FromJson(DeviceJson);

    internal string? DeviceJson { get; init; }

    internal static PlatformCredentialMethod From(PlatformCredentialMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        KeyStrength = row.KeyStrength,
        Platform = row.Platform,
        DeviceJson = row.Device,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
