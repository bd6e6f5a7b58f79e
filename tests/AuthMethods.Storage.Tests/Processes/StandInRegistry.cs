using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>A container registry with one image that stands in for ASP.NET Core's: a home folder, and no runtime.</summary>
internal sealed class StandInRegistry : IDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly HttpListener _listener = new();
    private readonly byte[] _layer = Layer();
    private readonly byte[] _config;
    private readonly byte[] _manifest;

    public StandInRegistry()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Image = $"localhost:{port}/base:1";
        var compressed = Compress(_layer);
        _config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { Env = new[] { "APP_UID=1654" } },
            rootfs = new { type = "layers", diff_ids = new[] { Digest(_layer) } },
            history = new[] { new { created_by = "test" } },
        });
        _manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = _config.Length, digest = Digest(_config) },
            layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = compressed.Length, digest = Digest(compressed) } },
        });
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        _ = ServeAsync(compressed);
    }

    /// <summary>The image's name, with the registry.</summary>
    public string Image { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync(byte[] layer)
    {
        while (_listener.IsListening)
        {
            var call = await _listener.GetContextAsync();
            var path = call.Request.Url!.AbsolutePath;
            var (content, type) = path.Contains("/manifests/", StringComparison.Ordinal) ? (_manifest, ManifestType)
                : path.EndsWith(Digest(_config), StringComparison.Ordinal) ? (_config, "application/octet-stream")
                : path.EndsWith(Digest(layer), StringComparison.Ordinal) ? (layer, "application/octet-stream")
                : ("{}"u8.ToArray(), "application/json");
            call.Response.ContentType = type;
            call.Response.Headers["Docker-Content-Digest"] = Digest(content);
            call.Response.ContentLength64 = content.Length;
            if (call.Request.HttpMethod != "HEAD") await call.Response.OutputStream.WriteAsync(content);
            call.Response.Close();
        }
    }

    private static byte[] Layer()
    {
        using var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "home/app/") { Uid = 1654, Gid = 1654 });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "etc/passwd")
            {
                DataStream = new MemoryStream(Encoding.ASCII.GetBytes("app:x:1654:1654::/home/app:/bin/sh\n")),
            });
        }

        return buffer.ToArray();
    }

    private static byte[] Compress(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionMode.Compress)) gzip.Write(content);
        return buffer.ToArray();
    }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
