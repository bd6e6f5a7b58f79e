using System.Text.Json.Serialization;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods;

/// <summary>Graph's <c>authenticationMethod</c>: the properties of every kind.</summary>
[GraphType("authenticationMethod")]
public abstract class AuthenticationMethod
{
    [JsonPropertyOrder(-1)]
    public string Id { get; init; } = "";

    [JsonPropertyOrder(1)]
    public DateTimeOffset? CreatedDateTime { get; init; }

    [JsonPropertyOrder(2), BetaOnly]
    public virtual DateTimeOffset? LastUsedDateTime { get; init; }
}
