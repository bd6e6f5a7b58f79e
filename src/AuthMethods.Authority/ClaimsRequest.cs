using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>The claims that the <c>claims</c> parameter requests for the access token; others are ignored.</summary>
internal readonly record struct ClaimsRequest(bool IsCaeCapable, bool DemandsMfa, bool DemandsRecentMfa)
{
    public static ClaimsRequest Read(IFormCollection form)
    {
        var text = form["claims"].ToString();
        if (text.Length == 0) return default;
        try
        {
            using var claims = JsonDocument.Parse(text);
            if (!claims.RootElement.TryGetProperty("access_token", out var token) || token.ValueKind != JsonValueKind.Object) return default;
            var amr = Values(token, "amr");
            var (mfa, recent) = (amr.Contains("mfa"), amr.Contains("ngcmfa"));
            return new(Values(token, "xms_cc").Contains("CP1", StringComparer.OrdinalIgnoreCase), mfa || recent, recent && !mfa);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw AuthorityErrors.ClaimsUnreadable();
        }
    }

    private static string[] Values(JsonElement token, string claim) =>
        token.TryGetProperty(claim, out var request) && request.ValueKind == JsonValueKind.Object
        && request.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : [];
}
