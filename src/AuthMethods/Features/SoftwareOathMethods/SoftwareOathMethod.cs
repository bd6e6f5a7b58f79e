using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>Graph's <c>softwareOathAuthenticationMethod</c>.</summary>
[GraphType("softwareOathAuthenticationMethod")]
[Example("""{"id":"b172893e-893e-b172-3e89-72b13e8972b1","secretKey":null,"createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class SoftwareOathMethod : AuthenticationMethod
{
    /// <summary>Only returned by the registration that generates it.</summary>
    public string? SecretKey { get; init; }

    internal static SoftwareOathMethod From(SoftwareOathMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };

    public SoftwareOathMethod With(string? secretKey) =>
        new() { Id = Id, SecretKey = secretKey, CreatedDateTime = CreatedDateTime, LastUsedDateTime = LastUsedDateTime };
}
