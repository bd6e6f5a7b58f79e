using System.CommandLine;
using System.Data.Common;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Server.Commands;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Repository;

/// <summary>The container files name files, ports, settings, verbs and paths that exist.</summary>
public sealed partial class ContainerTests
{
    private static readonly string[] Dockerfile =
        [.. RepositoryFiles.Text("Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(l => l.Length > 0 && l[0] != '#')];
    private static readonly JsonObject Compose = Yaml.Read(RepositoryFiles.Text("docker-compose.yml"));
    private static readonly string[] Verbs =
        [.. new Command[] { new ServeCommand(), new MigrateCommand(), new SeedCommand(), new TokenCommand(), new HealthCommand() }.Select(c => c.Name)];

    public static TheoryData<string> Services => [.. Compose["services"]!.AsObject().Select(s => s.Key)];

    [Fact]
    public void Dockerfile_CopiesWhatExistsAndIsNotIgnored()
    {
        var sources = Instructions("COPY").Where(c => !c.StartsWith("--from", StringComparison.Ordinal)).SelectMany(c => c.Split(' ')[..^1]).ToArray();
        var ignored = RepositoryFiles.Text(".dockerignore").Split('\n');

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(RepositoryFiles.Exists(source), source));
        Assert.All(sources, source => Assert.Contains($"!{source.TrimEnd('/')}", ignored));
    }

    [Fact]
    public void Dockerfile_BuildsForTheFrameworkOfTheProjects()
    {
        var framework = Regex.Match(RepositoryFiles.Text("Directory.Build.props"), "<TargetFramework>net(.+)</TargetFramework>").Groups[1].Value;

        Assert.All(Instructions("FROM"), image => Assert.EndsWith($":{framework}", image.Split(' ')[0], StringComparison.Ordinal));
        Assert.True(RepositoryFiles.Exists(Regex.Match(string.Join('\n', Instructions("RUN")), @"dotnet publish (\S+)").Groups[1].Value));
    }

    [Fact]
    public void Dockerfile_ExposesThePortItListensOn()
    {
        Assert.Equal(Environment("ASPNETCORE_HTTP_PORTS"), Instructions("EXPOSE").Single());
    }

    [Fact]
    public void Dockerfile_DoesNotRunAsRootAndKeepsDataInTheVolume()
    {
        Assert.Equal("$APP_UID", Instructions("USER").Last());
        Assert.Equal(Environment("Storage__Directory"), Instructions("VOLUME").Single());
        AssertSetting("Storage__Directory");
    }

    [Fact]
    public async Task Dockerfile_ChecksHealthByAVerbOverAMappedPath()
    {
        var check = JsonNode.Parse(Instructions("HEALTHCHECK").Single().Split("CMD ")[1])!.AsArray().Select(w => (string)w!).ToList();
        var start = JsonNode.Parse(Instructions("ENTRYPOINT").Single())!.AsArray().Select(w => (string)w!).ToList();
        var endpoints = (await SharedServer.TenantAsync()).Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

        Assert.Equal($"{typeof(HealthCommand).Assembly.GetName().Name}.dll", start[1]);
        Assert.Equal(start.Append(new HealthCommand().Name), check);
        Assert.Contains(endpoints, e => e.RoutePattern.RawText == HealthCommand.Path);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_HasAnImageOrADockerfile(string name)
    {
        var service = Service(name);

        Assert.True(service["image"] is not null ^ service["build"] is not null);
        if (service["build"] is { } build) Assert.True(RepositoryFiles.Exists(Path.Combine((string)build!, "Dockerfile")));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_WaitsForWhatExistsAndCanSayThatItIsReady(string name)
    {
        foreach (var (other, dependency) in Service(name)["depends_on"]?.AsObject() ?? [])
        {
            var condition = (string?)dependency!["condition"];
            if (condition == "service_healthy") Assert.NotNull(Service(other)["healthcheck"]);
            else Assert.Contains(((string?)Assert.Single(Service(other)["command"]!.AsArray()))!, Verbs);
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_MountsNamedVolumes(string name)
    {
        var named = Compose["volumes"]!.AsObject().Select(v => v.Key);

        Assert.All(Service(name)["volumes"]?.AsArray() ?? [], volume => Assert.Contains(((string)volume!).Split(':')[0], named));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_PublishesTheExposedPortOnThisMachineOnly(string name)
    {
        Assert.All(Service(name)["ports"]?.AsArray() ?? [], port => Assert.Matches($@"^127\.0\.0\.1:\d+:{Instructions("EXPOSE").Single()}$", (string)port!));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_SetsWhatTheServerReads(string name)
    {
        if (Service(name)["build"] is null) return;
        var environment = Service(name)["environment"]!.AsObject();
        Assert.All(environment.Where(e => e.Key.Contains("__", StringComparison.Ordinal)), setting => AssertSetting(setting.Key));
        Assert.Equal("Production", (string?)environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.True(Enum.TryParse<StorageEngine>((string?)environment["Storage__Engine"], out var engine));
        var connection = new DbConnectionStringBuilder { ConnectionString = (string)environment["Storage__ConnectionString"]! };
        var host = (string)connection[engine == StorageEngine.SqlServer ? "Server" : "Host"];
        Assert.Contains(engine == StorageEngine.SqlServer ? "mssql" : "postgres", (string)Service(host)["image"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_ComeFromOutside()
    {
        var secrets = Compose["services"]!.AsObject().SelectMany(s => s.Value!["environment"]?.AsObject() ?? [])
            .Where(e => e.Key.Contains("PASSWORD", StringComparison.Ordinal) || e.Key.Contains("ConnectionString", StringComparison.Ordinal));

        Assert.All(secrets, secret => Assert.Matches(@"\$\{\w+:\?", (string)secret.Value!));
    }

    private static JsonNode Service(string name) => Compose["services"]![name] ?? throw new KeyNotFoundException($"There is no service {name}.");

    private static void AssertSetting(string variable) => Assert.Contains(variable.Replace("__", ":", StringComparison.Ordinal), SettingsTests.Keys);

    private static IEnumerable<string> Instructions(string name) =>
        Dockerfile.Where(line => line.TrimStart().StartsWith($"{name} ", StringComparison.Ordinal))
            .Select(line => Blanks().Replace(line.Trim()[(name.Length + 1)..], " "));

    private static string Environment(string variable) =>
        string.Join(' ', Instructions("ENV")).Split(' ').Single(pair => pair.StartsWith($"{variable}=", StringComparison.Ordinal))[(variable.Length + 1)..];

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
