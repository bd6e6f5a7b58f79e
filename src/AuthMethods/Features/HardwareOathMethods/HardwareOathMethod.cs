using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Graph's <c>hardwareOathAuthenticationMethod</c>: a token assigned to a user. Only on beta.</summary>
[BetaOnly, GraphType("hardwareOathAuthenticationMethod")]
[Example("""{"id":"9b037532-f999-1ed9-13fd-849ffb995e11","device":{"id":"9b037532-f999-1ed9-13fd-849ffb995e11","displayName":"Adele's token","serialNumber":"TOTP000001","manufacturer":"Contoso","model":"Hardware Token 1000","secretKey":null,"timeIntervalInSeconds":30,"status":"activated","lastUsedDateTime":null,"hashFunction":"hmacsha1","assignedTo":{"id":"00000000-0000-4000-8000-000000000023","displayName":"Adele Vance"}},"createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class HardwareOathMethod : AuthenticationMethod
{
    [Related]
    public HardwareOathDevice? Device { get; init; }

    internal static HardwareOathMethod From(HardwareOathMethodRow row, MethodView view) => From(row, device: null);

    internal static HardwareOathMethod From(HardwareOathMethodRow row, HardwareOathDevice? device) => new()
    {
        Id = row.Id,
        Device = device,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
