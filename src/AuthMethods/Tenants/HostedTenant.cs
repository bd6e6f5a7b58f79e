using System.Text.Json.Serialization;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Tenants;

/// <summary>A tenant of this server, as its operator sees it.</summary>
[GraphType("tenant")]
[Example("""
    {"id":"aaaabbbb-0000-cccc-1111-dddd2222eeee","displayName":"Contoso","domain":"contoso.com","from":"sample","createdDateTime":"2026-01-15T09:30:00.123456Z"}
    """)]
public sealed class HostedTenant
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The default domain.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// What it was created from, and <c>reset</c> returns to: <c>sample</c>, <c>empty</c>, <c>snapshot</c> or <c>export</c>; null if that isn't stored.
    /// </summary>
    public string? From { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }
}

/// <summary>A tenant that was just created, with an application that has every application permission.</summary>
[GraphType("createdTenant")]
[Example("""
    {"id":"5a2c8a0e-7b42-4a52-9a3e-5d9f3b1c2a77","domain":"contoso-1f2e3d4c5b6a.com","clientId":"00001111-aaaa-2222-bbbb-3333cccc4444",
     "clientSecret":"provisioning-secret"}
    """)]
public sealed class CreatedTenant
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public required string Domain { get; init; }

    public required string ClientId { get; init; }

    /// <summary>It is stored as a hash, and only shown here.</summary>
    public required string ClientSecret { get; init; }
}
