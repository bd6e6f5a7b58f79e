using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuthMethods.Storage;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AuthMethods.Authority.Protocol;

/// <summary>What is stored of a code or refresh token: the grant, and what OpenIddict compares when a client redeems it.</summary>
internal static class GrantPayload
{
    public const string GrantClaim = "grant";

    private static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] OfAll = [GrantClaim, Claims.Subject, Claims.Private.Presenter];
    private static readonly string[] OfCode = [.. OfAll, Claims.Private.RedirectUri, Claims.Private.CodeChallenge, Claims.Private.CodeChallengeMethod];
    private static readonly string[] OfUserCode = [.. OfAll, Claims.Private.DeviceCodeId];

    public static string Write(ClaimsPrincipal principal, string type)
    {
        var kept = type switch
        {
            TokenTypeIdentifiers.Private.AuthorizationCode => OfCode,
            TokenTypeIdentifiers.Private.UserCode => OfUserCode,
            _ => OfAll,
        };
        return JsonSerializer.Serialize(principal.Claims.Where(c => kept.Contains(c.Type)).ToDictionary(c => c.Type, c => c.Value), Short);
    }

    public static ClaimsPrincipal Read(GrantRow row)
    {
        var identity = new ClaimsIdentity("grant");
        foreach (var (type, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(row.Payload)!) identity.AddClaim(new(type, value));
        return new ClaimsPrincipal(identity).SetTokenId(row.Id.ToString()).SetTokenType(row.Type);
    }

    public static Grant GrantOf(ClaimsPrincipal principal) => Grant.Parse(principal.FindFirst(GrantClaim)!.Value);

    public static Grant GrantOf(GrantRow row) => GrantOf(Read(row));

    /// <summary>A principal from which OpenIddict makes codes and refresh tokens.</summary>
    public static ClaimsPrincipal Of(Grant grant)
    {
        var identity = new ClaimsIdentity("grant");
        identity.AddClaim(new(Claims.Subject, grant.UserId.ToString()));
        return With(identity, grant);
    }

    /// <summary>The same before a user has signed in.</summary>
    public static ClaimsPrincipal OfNobody(Grant grant) => With(new(), grant);

    private static ClaimsPrincipal With(ClaimsIdentity identity, Grant grant)
    {
        identity.AddClaim(new(GrantClaim, grant.ToJson()));
        return new ClaimsPrincipal(identity).SetPresenters(grant.ApplicationId.ToString())
            .SetAuthorizationCodeLifetime(PendingGrants.CodeLifetime)
            .SetDeviceCodeLifetime(PendingGrants.DeviceCodeLifetime)
            .SetUserCodeLifetime(PendingGrants.DeviceCodeLifetime);
    }
}
