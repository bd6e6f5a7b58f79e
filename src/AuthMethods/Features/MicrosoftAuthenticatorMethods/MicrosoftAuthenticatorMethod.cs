using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Graph's <c>microsoftAuthenticatorAuthenticationMethod</c>.</summary>
[GraphType("microsoftAuthenticatorAuthenticationMethod")]
[Example("""{"id":"6803c096-c096-6803-96c0-036896c00368","displayName":"Adele's iPhone","deviceTag":"SoftwareTokenActivated","phoneAppVersion":"6.8.40","clientAppName":"microsoftAuthenticator","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class MicrosoftAuthenticatorMethod : AuthenticationMethod
{
    /// <summary>The name or model of the phone.</summary>
    public string? DisplayName { get; init; }

    public string? DeviceTag { get; init; }

    public string? PhoneAppVersion { get; init; }

    [BetaOnly]
    public ClientApp ClientAppName { get; init; }

    /// <summary>The phone; null unless passwordless sign-in is set up.</summary>
    [Navigation]
    public Device? Device => Device.FromJson(DeviceJson);

    internal string? DeviceJson { get; init; }

    /// <summary>Graph returns the creation time only if passwordless sign-in is set up.</summary>
    internal static MicrosoftAuthenticatorMethod From(MicrosoftAuthenticatorMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        DeviceTag = row.DeviceTag,
        PhoneAppVersion = row.PhoneAppVersion,
        ClientAppName = row.ClientAppName,
        DeviceJson = row.Device,
        CreatedDateTime = row.Device is null ? null : row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
