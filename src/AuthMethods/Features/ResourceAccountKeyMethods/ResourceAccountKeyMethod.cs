using System.Text.Json.Serialization;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.ResourceAccountKeyMethods;

/// <summary>Graph's <c>resourceAccountKeyAuthenticationMethod</c>.</summary>
[GraphType("resourceAccountKeyAuthenticationMethod")]
[Example("""{"id":"aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9d1","displayName":"Conference Room MTR-W","isUsable":true,"methodUsabilityReason":"EnabledByPolicy","createdDateTime":"2026-01-15T09:30:00Z"}""")]
public sealed class ResourceAccountKeyMethod : AuthenticationMethod
{
    public string? DisplayName { get; init; }

    /// <summary>Always true: the policy has no configuration for this kind.</summary>
    public bool IsUsable { get; init; } = true;

    public string MethodUsabilityReason { get; init; } = "EnabledByPolicy";

    [JsonPropertyOrder(2), BetaOnly, SelectOnly]
    public override DateTimeOffset? LastUsedDateTime { get; init; }

    /// <summary>The shared device that the key is on.</summary>
    [Navigation]
    public Device? Device => Device.FromJson(DeviceJson);

    internal string? DeviceJson { get; init; }

    internal static ResourceAccountKeyMethod From(ResourceAccountKeyMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        DisplayName = row.DisplayName,
        DeviceJson = row.Device,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
