using System.Text.Json;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Methods;

/// <summary>Graph's <c>device</c>, with the properties that a method bound to it stores.</summary>
[GraphType("device", Set = "devices", Base = typeof(DirectoryObject))]
[Example("""{"id":"6a59ea83-02bd-468f-a40b-f2c3d1821983","accountEnabled":true,"deviceId":"eab73519-780d-4d43-be6d-a4a89af2a348","displayName":"Adele's Surface","operatingSystem":"Windows","operatingSystemVersion":"10.0.26100.1","trustType":"AzureAd"}""")]
public sealed record Device
{
    public string? Id { get; init; }
    public bool AccountEnabled { get; init; } = true;
    public string? DeviceId { get; init; }
    public string? DisplayName { get; init; }
    public string? OperatingSystem { get; init; }
    public string? OperatingSystemVersion { get; init; }

    /// <summary><c>Workplace</c>, <c>AzureAd</c> or <c>ServerAd</c>.</summary>
    public string? TrustType { get; init; }

    /// <summary>Reads the device from a body; null if it has none.</summary>
    internal static Device? Read(GraphBody.Sent sent) => sent.Complex("device") is { } device
        ? new()
        {
            Id = device.ShortText("id") ?? Guid.NewGuid().ToString(),
            AccountEnabled = device.Flag("accountEnabled") ?? true,
            DeviceId = device.ShortText("deviceId") ?? Guid.NewGuid().ToString(),
            DisplayName = device.ShortText("displayName"),
            OperatingSystem = device.ShortText("operatingSystem"),
            OperatingSystemVersion = device.ShortText("operatingSystemVersion"),
            TrustType = device.ShortText("trustType"),
        }
        : null;

    /// <summary>As rows store it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GraphJson.TypeOf<Device>());

    public static Device? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize(json, GraphJson.TypeOf<Device>());
}

/// <summary>The row of a method that is bound to a device.</summary>
internal interface IDeviceBound
{
    /// <summary>JSON of Graph's <c>device</c>; null if none is known.</summary>
    string? Device { get; }
}
