using System.Text.Json;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AuthMethods.Authority.Flow;

/// <summary>What a client demands of a sign-in.</summary>
/// <param name="MultiFactor">Multi-factor authentication.</param>
/// <param name="RecentMultiFactor">Multi-factor authentication within the last minutes.</param>
/// <param name="Strength">The id of an authentication strength; null for none.</param>
internal readonly record struct SignInDemands(bool MultiFactor, bool RecentMultiFactor, string? Strength)
{
    /// <summary>Reads <c>claims</c> and <c>acr_values</c>, which name a strength by its id.</summary>
    public static SignInDemands Read(IQueryCollection query)
    {
        var claims = query["claims"].ToString();
        var asked = ClaimsRequest.Read(new FormCollection(new Dictionary<string, StringValues> { ["claims"] = claims }));
        var strength = claims.Length > 0 ? StrengthIn(claims) : null;
        return new(asked.DemandsMfa, asked.DemandsRecentMfa, strength ?? query["acr_values"].ToString().Split(' ').FirstOrDefault(IsId));
    }

    /// <summary>The first value of <c>acrs</c> that is an id, of either token.</summary>
    private static string? StrengthIn(string claims)
    {
        using var json = JsonDocument.Parse(claims);
        if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
        foreach (var token in json.RootElement.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.Object))
        {
            if (!token.Value.TryGetProperty("acrs", out var acrs) || acrs.ValueKind != JsonValueKind.Object) continue;
            var values = acrs.TryGetProperty("values", out var many) && many.ValueKind == JsonValueKind.Array ? many.EnumerateArray().AsEnumerable() : [];
            if (acrs.TryGetProperty("value", out var one)) values = values.Append(one);
            if (values.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!).FirstOrDefault(IsId) is { } id) return id;
        }

        return null;
    }

    private static bool IsId(string text) => GuidKey.TryParse(text, out _);
}
