using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Graph.Query;

/// <summary>Where the next page begins: behind the object named in an opaque token, so that inserts and deletes between two pages lose and repeat nothing.</summary>
internal static class SkipToken
{
    public static Guid? Read(string? token)
    {
        if (token is null) return null;
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(token);
            return bytes.Length == 16 ? new Guid(bytes) : throw GraphErrors.InvalidSkipToken();
        }
        catch (FormatException)
        {
            throw GraphErrors.InvalidSkipToken();
        }
    }

    /// <summary>The request's own address with the new token; the other options stay as they were sent.</summary>
    public static string NextLink(HttpContext context, Guid last)
    {
        var options = context.Request.QueryString.Value?.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var kept = options.Where(o => !Uri.UnescapeDataString(o).TrimStart('$').StartsWith("skiptoken=", StringComparison.OrdinalIgnoreCase));
        var query = string.Join('&', kept.Append($"$skiptoken={WebEncoders.Base64UrlEncode(last.ToByteArray())}"));
        return $"{context.Origin()}{context.Request.Path.ToUriComponent()}?{query}";
    }
}
