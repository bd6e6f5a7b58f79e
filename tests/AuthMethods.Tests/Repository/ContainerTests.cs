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
    private static readonly string[] Engines = ["sqlite", "sqlserver", "postgresql"];

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
    public void Service_WaitsForWhatItsProfileHasAndCanSayThatItIsReady(string name)
    {
        foreach (var (other, dependency) in Service(name)["depends_on"]?.AsObject() ?? [])
        {
            Assert.Equal((string?)Service(name)["profiles"]![0], (string?)Service(other)["profiles"]![0]);
            if ((string?)dependency!["condition"] == "service_healthy") Assert.NotNull(Service(other)["healthcheck"]);
            else if (Service(other)["command"] is { } command) Assert.Contains(((string?)Assert.Single(command.AsArray()))!, Verbs);
            else Assert.True(RepositoryFiles.Exists(((string?)Service(other)["entrypoint"]!.AsArray()[^1])!.TrimStart('/')));
        }
    }

    [Fact]
    public void Profiles_AreTheEngines_AndSqliteIsTheUsualOne()
    {
        var profiles = Compose["services"]!.AsObject().Select(s => (string?)Assert.Single(s.Value!["profiles"]!.AsArray())).Distinct();

        Assert.Equal(Engines.Order(), profiles.Order());
        Assert.Equal("COMPOSE_PROFILES=sqlite", RepositoryFiles.Text(".env").Trim());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_MountsNamedVolumesAndFilesThatExist(string name)
    {
        var named = Compose["volumes"]!.AsObject().Select(v => v.Key);

        Assert.All(Service(name)["volumes"]?.AsArray() ?? [], volume =>
        {
            var source = ((string)volume!).Split(':')[0];
            if (source.StartsWith("./", StringComparison.Ordinal)) Assert.True(RepositoryFiles.Exists(source[2..]), source);
            else Assert.Contains(source, named);
        });
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_OfOurImage_HasAReadOnlyRootAndNoCapabilities(string name)
    {
        var service = Service(name);
        Assert.Equal("no-new-privileges:true", (string?)(service["security_opt"] ?? Compose["x-server"]!["security_opt"])![0]);
        if (service["build"] is null) return;

        Assert.Equal("true", (string?)service["read_only"]);
        Assert.Equal("ALL", (string?)Assert.Single(service["cap_drop"]!.AsArray()));
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
        Assert.True(Enum.TryParse<StorageEngine>((string?)environment["Storage__Engine"], out var engine));
        Assert.Equal(engine == StorageEngine.Sqlite ? "Development" : "Production", (string?)environment["ASPNETCORE_ENVIRONMENT"]);
        if (engine == StorageEngine.Sqlite) return;
        var connection = new DbConnectionStringBuilder { ConnectionString = (string)environment["Storage__ConnectionString"]! };
        var host = (string)connection[engine == StorageEngine.SqlServer ? "Server" : "Host"];
        Assert.Contains(engine == StorageEngine.SqlServer ? "mssql" : "postgres", (string)Service(host)["image"]!, StringComparison.Ordinal);
        var user = (string)connection[engine == StorageEngine.SqlServer ? "User Id" : "Username"];
        Assert.Equal(Service(name)["command"] is null ? "authmethods" : "authmethods_migration", user);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Secrets_AreFilesThatComeFromOutside(string name)
    {
        var declared = Compose["secrets"]!.AsObject();
        var mounted = (Service(name)["secrets"]?.AsArray() ?? []).Select(s => (string)s!).ToArray();
        var environment = Service(name)["environment"]?.AsObject() ?? [];

        Assert.All(mounted, secret => Assert.StartsWith("AUTHMETHODS_", (string?)declared[secret]!["environment"], StringComparison.Ordinal));
        Assert.DoesNotContain(environment, e => e.Key.EndsWith("PASSWORD", StringComparison.OrdinalIgnoreCase) || e.Key == "Operator__Key");
        var files = environment.Where(e => e.Key.EndsWith("_FILE", StringComparison.Ordinal)).Select(e => (string)e.Value!);
        Assert.All(files, file => Assert.Contains(file["/run/secrets/".Length..], mounted));
    }

    private static JsonNode Service(string name) => Compose["services"]![name] ?? throw new KeyNotFoundException($"There is no service {name}.");

    private static void AssertSetting(string variable) => 
        Assert.Contains(Regex.Replace(variable.Replace("__", ":", StringComparison.Ordinal), "_FILE$", ""), SettingsTests.Keys);

    private static IEnumerable<string> Instructions(string name) =>
        Dockerfile.Where(line => line.TrimStart().StartsWith($"{name} ", StringComparison.Ordinal))
            .Select(line => Blanks().Replace(line.Trim()[(name.Length + 1)..], " "));

    private static string Environment(string variable) =>
        string.Join(' ', Instructions("ENV")).Split(' ').Single(pair => pair.StartsWith($"{variable}=", StringComparison.Ordinal))[(variable.Length + 1)..];

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
