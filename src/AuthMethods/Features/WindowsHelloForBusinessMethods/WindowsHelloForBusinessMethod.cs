using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

/// <summary>Graph's <c>windowsHelloForBusinessAuthenticationMethod</c>.</summary>
[GraphType("windowsHelloForBusinessAuthenticationMethod")]
[Example("""{"id":"b5e01f81-1f81-b5e0-811f-e0b5811fe0b5","displayName":"Adele's Surface","keyStrength":"normal","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class WindowsHelloForBusinessMethod : AuthenticationMethod
{
    /// <summary>The name of the device that the key is on.</summary>
    public string? DisplayName { get; init; }

    public KeyStrength KeyStrength { get; init; }

    /// <summary>The device that the key is on.</summary>
    [Navigation]
    public Device? Device => Device.FromJson(DeviceJson);

    internal string? DeviceJson { get; init; }

    internal static WindowsHelloForBusinessMethod From(WindowsHelloForBusinessMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        KeyStrength = row.KeyStrength,
        DeviceJson = row.Device,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
