using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Admin.Frame;

/// <summary>The style sheet, the script and the icon. Their addresses change with their text, so browsers keep them for good.</summary>
internal sealed class Files
{
    private static readonly Files Sheet = new("console.css", "text/css; charset=utf-8");
    private static readonly Files Code = new("console.js", "text/javascript; charset=utf-8");
    private static readonly Files Mark = new("icon.svg", "image/svg+xml");

    private readonly byte[] _content;
    private readonly string _type;

    private Files(string name, string type)
    {
        using var stream = typeof(Files).Assembly.GetManifestResourceStream(typeof(Files), name)!;
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _type = type;
        Address = $"{Addresses.Files}/{Convert.ToHexStringLower(SHA256.HashData(_content))[..16]}/{name}";
    }

    public static string Style => Sheet.Address;

    public static string Script => Code.Address;

    private string Address { get; }

    public Task WriteAsync(HttpContext http, string caching)
    {
        http.Response.ContentType = _type;
        http.Response.Headers.CacheControl = caching;
        return http.Response.Body.WriteAsync(_content, http.RequestAborted).AsTask();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var file in new[] { Sheet, Code })
        {
            endpoints.MapGet(file.Address, http => file.WriteAsync(http, "public, max-age=31536000, immutable")).AllowAnonymous();
        }

        endpoints.MapGet(Addresses.Icon, http => Mark.WriteAsync(http, "public, max-age=86400")).AllowAnonymous();
    }
}

internal static class FilesExtensions
{
    public static void MapFiles(this IEndpointRouteBuilder endpoints) => Files.Map(endpoints);
}
