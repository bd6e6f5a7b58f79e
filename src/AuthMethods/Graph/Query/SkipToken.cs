using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Graph.Query;

/// <summary>
/// Where the next page begins: behind the row whose sort values an opaque token holds, so that inserts and deletes between two
/// pages lose and repeat nothing. A token only fits the list it was made for: the tenant, the order and the filter are in its sum.
/// </summary>
internal static class SkipToken
{
    private const int SumLength = 8;

    public static string Write(string list, IReadOnlyList<string> values)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes([.. values], GraphJson.Default.StringArray);
        return WebEncoders.Base64UrlEncode([.. Sum(list, content), .. content]);
    }

    /// <param name="list">What the list was called when the token was written.</param>
    public static string[] Read(string list, string token)
    {
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(token);
            if (bytes.Length <= SumLength || !Sum(list, bytes[SumLength..]).AsSpan().SequenceEqual(bytes.AsSpan(0, SumLength))) throw GraphErrors.InvalidSkipToken();
            return JsonSerializer.Deserialize(bytes.AsSpan(SumLength), GraphJson.Default.StringArray)!;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw GraphErrors.InvalidSkipToken();
        }
    }

    /// <summary>The request's own address with the new token; the other options stay as they were sent.</summary>
    public static string NextLink(HttpContext context, string token)
    {
        var options = context.Request.QueryString.Value?.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var kept = options.Where(o => !Uri.UnescapeDataString(o).TrimStart('$').StartsWith("skiptoken=", StringComparison.OrdinalIgnoreCase));
        var query = string.Join('&', kept.Append($"$skiptoken={token}"));
        return $"{context.Origin()}{context.Request.Path.ToUriComponent()}?{query}";
    }

    private static byte[] Sum(string list, byte[] content) => SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. content])[..SumLength];
}
