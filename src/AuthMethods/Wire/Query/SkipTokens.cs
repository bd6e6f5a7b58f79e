using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Query;

/// <summary>
/// Where the next page begins: behind the row whose sort values an opaque token holds, so that inserts and deletes between two
/// pages lose and repeat nothing. A token only fits the list it was made for: the tenant, the order and the filter are in its sum.
/// It is encrypted under keys that every replica has, so that nobody makes one of their own.
/// </summary>
/// <param name="protectorOf">Makes a protector whose texts are of no use for another purpose.</param>
internal sealed class SkipTokens(Func<string, IDataProtector> protectorOf)
{
    private readonly Lazy<IDataProtector> _protector = new(() => protectorOf("AuthMethods.SkipTokens"));

    internal string Write(string list, IReadOnlyList<string> values) =>
        _protector.Value.Protect(JsonSerializer.Serialize([Sum(list), .. values], StorageJson.Default.StringArray));

    /// <param name="list">What the list was called when the token was written.</param>
    /// <param name="token">As the client sent it.</param>
    internal string[] Read(string list, string token)
    {
        try
        {
            var content = JsonSerializer.Deserialize(_protector.Value.Unprotect(token), StorageJson.Default.StringArray);
            return content is [var sum, .. var values] && sum == Sum(list) ? values : throw GraphErrors.InvalidSkipToken();
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            throw GraphErrors.InvalidSkipToken();
        }
    }

    /// <summary>The request's own address with the new token; the other options stay as they were sent.</summary>
    internal static string NextLink(HttpContext context, string token)
    {
        var options = context.Request.QueryString.Value?.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var kept = options.Where(o => !Uri.UnescapeDataString(o).TrimStart('$').StartsWith("skiptoken=", StringComparison.OrdinalIgnoreCase));
        var query = string.Join('&', kept.Append($"$skiptoken={token}"));
        return $"{context.Origin()}{context.Request.Path.ToUriComponent()}?{query}";
    }

    private static string Sum(string list) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, 16));
}
