using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json.Nodes;
using AuthMethods.Server;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The image that <c>dotnet publish -t:PublishContainer</c> makes, without Docker.</summary>
public sealed class ContainerImageTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task PublishContainer_MakesAnImageThatServesAsAnOrdinaryUser()
    {
        var archive = Path.Combine(_directory, "image.tar");
        await PublishAsync(archive);
        var image = Path.Combine(_directory, "image");
        await TarFile.ExtractToDirectoryAsync(archive, System.IO.Directory.CreateDirectory(image).FullName, overwriteFiles: false);
        var manifest = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(image, "manifest.json")))![0]!;
        var config = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(image, (string)manifest["Config"]!)))!["config"]!;

        Assert.Equal("authmethods:latest", (string?)manifest["RepoTags"]![0]);
        Assert.Equal("1654", (string?)config["User"]);
        Assert.Equal("""["dotnet","/app/AuthMethods.Server.dll"]""", config["Entrypoint"]!.ToJsonString());
        Assert.Equal("""{"8080/tcp":{}}""", config["ExposedPorts"]!.ToJsonString());

        var root = Path.Combine(_directory, "root");
        foreach (var layer in manifest["Layers"]!.AsArray()) await ExtractAsync(Path.Combine(image, (string)layer!), root);
        var app = Path.Combine(root, "app");
        foreach (var file in new[] { "AuthMethods.Server.dll", "appsettings.json" }) Assert.True(File.Exists(Path.Combine(app, file)), file);
        Assert.DoesNotContain(System.IO.Directory.EnumerateFiles(app, "*", SearchOption.AllDirectories), f => f.EndsWith(".db", StringComparison.Ordinal));
        var environment = config["Env"]!.AsArray().Select(variable => ((string)variable!).Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        Assert.Equal("8080", environment["ASPNETCORE_HTTP_PORTS"]);
        var data = Path.Combine(root, environment["Storage__Directory"].TrimStart('/'));
        using var server = await ServerProcess.ServeAsync([new("Storage:Directory", data)], Path.Combine(app, "AuthMethods.Server.dll"));
        using var client = new HttpClient { BaseAddress = server.Address };

        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
        Assert.True(File.Exists(Path.Combine(data, "authmethods.db")));
    }

    private async Task PublishAsync(string archive)
    {
        using var registry = new StandInRegistry();
        var configuration = typeof(Schema).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        // What doesn't change the image is left out: compilation ahead of time, and what the test run has built already.
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(RepositoryRoot.Path, "src/AuthMethods.Server"), "-t:PublishContainer", "-c", configuration, "-v", "q", "--nologo", "--no-restore",
            "-p:PublishReadyToRun=false", "-p:BuildProjectReferences=false", $"-p:ContainerArchiveOutputPath={archive}",
            $"-p:ContainerBaseImage={registry.Image}", $"-p:PublishDir={Path.Combine(_directory, "publish")}/",
        ]) { RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
    }

    private static async Task ExtractAsync(string layer, string root)
    {
        await using var file = File.OpenRead(layer);
        var isCompressed = file.ReadByte() == 0x1f;
        file.Position = 0;
        System.IO.Directory.CreateDirectory(root);
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(isCompressed ? gzip : file);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            var path = Path.Combine(root, entry.Name);
            System.IO.Directory.CreateDirectory(entry.EntryType == TarEntryType.Directory ? path : Path.GetDirectoryName(path)!);
            if (entry.DataStream is null) continue;
            await using var target = File.Create(path);
            await entry.DataStream.CopyToAsync(target);
        }
    }
}
