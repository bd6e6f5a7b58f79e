using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>Graph's <c>oAuth2PermissionGrant</c>: delegated permissions that an application has been granted.</summary>
[GraphType("oAuth2PermissionGrant", Set = "oauth2PermissionGrants")]
[Example("""{"id":"MzMiIszMREQd3VVV7u5mZgAAAAAAAAABAgAAAAAAAAA","clientId":"22223333-cccc-4444-dddd-5555eeee6666","consentType":"AllPrincipals","expiryTime":null,"principalId":null,"resourceId":"911b09e7-d86b-8c42-81a0-be0e3a666082","scope":"User.Read User.Read.All","startTime":null}""")]
public sealed class PermissionGrant
{
    internal const string OfAll = "AllPrincipals";
    internal const string OfOne = "Principal";

    public required string Id { get; init; }
    public required string ClientId { get; init; }

    /// <summary><c>AllPrincipals</c>, or <c>Principal</c> with the user in <c>principalId</c>.</summary>
    public string? ConsentType { get; init; }

    /// <summary>Ignored, as in Graph.</summary>
    [BetaOnly] public DateTimeOffset? ExpiryTime { get; init; }

    public string? PrincipalId { get; init; }
    public required string ResourceId { get; init; }

    /// <summary>Permissions, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Ignored, as in Graph.</summary>
    [BetaOnly] public DateTimeOffset? StartTime { get; init; }

    internal static PermissionGrant From(PermissionGrantRow row) => new()
    {
        Id = new AssignmentKey(row.ClientId, row.Id).ToString(),
        ClientId = row.ClientId.ToString(),
        ConsentType = row.PrincipalId == PermissionGrantRow.AllPrincipals ? OfAll : OfOne,
        PrincipalId = row.PrincipalId == PermissionGrantRow.AllPrincipals ? null : row.PrincipalId.ToString(),
        ResourceId = row.ResourceId.ToString(),
        Scope = row.Scope,
    };
}
