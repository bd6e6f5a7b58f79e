using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Graph's <c>hardwareOathTokenAuthenticationMethodDevice</c>: a token in the inventory.</summary>
[BetaOnly, GraphType("hardwareOathTokenAuthenticationMethodDevice", Base = typeof(AuthenticationMethodDevice))]
[Example("""{"id":"9b037532-f999-1ed9-13fd-849ffb995e12","displayName":null,"serialNumber":"TOTP000002","manufacturer":"Contoso","model":"Hardware Token 1000","secretKey":null,"timeIntervalInSeconds":30,"status":"available","lastUsedDateTime":null,"hashFunction":"hmacsha1","assignedTo":null}""")]
public sealed class HardwareOathDevice
{
    public string Id { get; init; } = "";
    public string? DisplayName { get; init; }
    public string? SerialNumber { get; init; }
    public string? Manufacturer { get; init; }
    public string? Model { get; init; }

    /// <summary>In Base32. Never returned.</summary>
    public string? SecretKey { get; init; }

    /// <summary>30 or 60 seconds.</summary>
    public int TimeIntervalInSeconds { get; init; }

    public HardwareOathStatus Status { get; init; }
    public DateTimeOffset? LastUsedDateTime { get; init; }
    public HashFunction HashFunction { get; init; }
    public Identity? AssignedTo { get; init; }

    /// <summary>The user to assign a new token to.</summary>
    [WriteOnly]
    public User? AssignTo { get; init; }

    internal static HardwareOathDevice From(HardwareOathDeviceRow row, HardwareOathStatus status, Identity? holder) => new()
    {
        Id = row.Id.ToString(),
        DisplayName = row.DisplayName,
        SerialNumber = row.SerialNumber,
        Manufacturer = row.Manufacturer,
        Model = row.Model,
        TimeIntervalInSeconds = row.TimeIntervalInSeconds,
        Status = status,
        LastUsedDateTime = row.LastUsedDateTime,
        HashFunction = row.HashFunction,
        AssignedTo = holder,
    };
}

/// <summary>Graph's <c>authenticationMethodDevice</c>: the base of tokens, and what contains the inventory.</summary>
[BetaOnly, GraphType("authenticationMethodDevice")]
public sealed record AuthenticationMethodDevice(string Id, string? DisplayName);

/// <summary>Graph's <c>hardwareOathTokenStatus</c>.</summary>
[GraphName("hardwareOathTokenStatus"), UnknownFutureValue(4)]
public enum HardwareOathStatus
{
    Available,
    Assigned,
    Activated,
    FailedActivation,
}

/// <summary>Graph's <c>hardwareOathTokenHashFunction</c>.</summary>
[GraphName("hardwareOathTokenHashFunction"), UnknownFutureValue(2)]
public enum HashFunction
{
    Hmacsha1,
    Hmacsha256,
}
