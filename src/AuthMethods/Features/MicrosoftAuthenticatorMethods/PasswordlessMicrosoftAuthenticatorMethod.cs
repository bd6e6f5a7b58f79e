using System.Text.Json.Serialization;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Graph's <c>passwordlessMicrosoftAuthenticatorAuthenticationMethod</c>: the app as a passwordless method.</summary>
[BetaOnly, GraphType("passwordlessMicrosoftAuthenticatorAuthenticationMethod", Base = typeof(AuthenticationMethod))]
[Example("""{"id":"6803c096-c096-6803-96c0-036896c00368","displayName":"Adele's iPhone","creationDateTime":"2026-01-15T09:30:00Z"}""")]
public sealed class PasswordlessMicrosoftAuthenticatorMethod
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    public DateTimeOffset? CreationDateTime { get; init; }

    /// <summary>The phone.</summary>
    [Navigation]
    public Device? Device { get; init; }

    internal static PasswordlessMicrosoftAuthenticatorMethod From(MicrosoftAuthenticatorMethod app) =>
        new() { Id = app.Id, DisplayName = app.DisplayName, CreationDateTime = app.CreatedDateTime, Device = app.Device };
}
