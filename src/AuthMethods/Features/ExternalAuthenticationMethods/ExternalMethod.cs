using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>Graph's <c>externalAuthenticationMethod</c>.</summary>
[GraphType("externalAuthenticationMethod")]
[Example("""{"id":"78381c69-811f-51f6-66ec-c2c2aa0e2b46","configurationId":"26310fee-860b-4eab-8749-ab730dcf335e","displayName":"Adatum","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class ExternalMethod : AuthenticationMethod
{
    /// <summary>The id of an <c>externalAuthenticationMethodConfiguration</c> in the authentication methods policy.</summary>
    public string? ConfigurationId { get; init; }

    public string? DisplayName { get; init; }

    internal static ExternalMethod From(ExternalMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        ConfigurationId = row.ConfigurationId,
        DisplayName = row.DisplayName,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
