using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Query;

/// <summary>
/// Opaque tokens with the sort values of a page's last row. The next page begins after that row, so that inserts and deletes between
/// two requests neither skip nor repeat rows. A token is only valid for the list it was made for: it contains a digest of the tenant,
/// the order and the filter. It is encrypted with keys that all replicas share, so that clients cannot forge one.
/// </summary>
/// <param name="protectorOf">Creates a protector for a purpose; its texts are invalid for other purposes.</param>
internal sealed class SkipTokens(Func<string, IDataProtector> protectorOf)
{
    private readonly Lazy<IDataProtector> _protector = new(() => protectorOf("AuthMethods.SkipTokens"));

    internal string Write(string list, IReadOnlyList<string> values) =>
        _protector.Value.Protect(JsonSerializer.Serialize([Digest(list), .. values], StorageJson.Default.StringArray));

    /// <param name="list">The list's description, which must be the one that the token was written with.</param>
    /// <param name="token">As the client sent it.</param>
    internal string[] Read(string list, string token)
    {
        try
        {
            var content = JsonSerializer.Deserialize(_protector.Value.Unprotect(token), StorageJson.Default.StringArray);
            return content is [var digest, .. var values] && digest == Digest(list) ? values : throw GraphErrors.InvalidSkipToken();
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            throw GraphErrors.InvalidSkipToken();
        }
    }

    /// <summary>The request's URL with the new token; all other options stay as they were sent.</summary>
    internal static string NextLink(HttpContext context, string token)
    {
        var options = context.Request.QueryString.Value?.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var kept = options.Where(o => !Uri.UnescapeDataString(o).TrimStart('$').StartsWith("skiptoken=", StringComparison.OrdinalIgnoreCase));
        var query = string.Join('&', kept.Append($"$skiptoken={token}"));
        return $"{context.Origin()}{context.Request.Path.ToUriComponent()}?{query}";
    }

    private static string Digest(string list) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, 16));
}
