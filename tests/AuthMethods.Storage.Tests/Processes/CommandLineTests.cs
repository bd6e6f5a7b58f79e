using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Server;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The verbs of the built program. There are few tests, because each starts the program at least once.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    private KeyValuePair<string, string?>[] Settings => [new("Storage:Directory", _directory)];

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("serve", "--urls", "--port")]
    [InlineData("migrate")]
    [InlineData("seed", "--users", "--allow-public-secrets")]
    [InlineData("doctor")]
    [InlineData("secrets")]
    [InlineData("rotate-key")]
    [InlineData("env", "curl", "csharp", "javascript", "python", "powershell", "az")]
    [InlineData("trust", "--check")]
    [InlineData("explain", "--caller", "--target", "--permissions", "--mfa")]
    [InlineData("journal", "--tenant", "--as")]
    [InlineData("tenant", "--id", "--domain", "--name")]
    [InlineData("token", "--user", "--app", "--scope", "--mfa", "--tenant")]
    public async Task Help_NamesTheVerbsOptions(string verb, params string[] options)
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(Settings, verb, "--help");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(options.Append(verb), option => Assert.Contains(option, output, StringComparison.Ordinal));
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("an unknown verb", "sevre")]
    [InlineData("an unknown option", "migrate", "--fast")]
    [InlineData("not a number", "seed", "--users", "many")]
    [InlineData("a negative number", "seed", "--users", "-1")]
    [InlineData("a tenant without a domain", "tenant", "--id", "3a1b2c3d-0000-4000-8000-000000000001")]
    [InlineData("a tenant id of zeros", "tenant", "--id", "00000000-0000-0000-0000-000000000000", "--domain", "contoso.com")]
    [InlineData("a port that is none", "serve", "--port", "70000")]
    [InlineData("an address that is none", "--urls", "localhost")]
    [InlineData("port and addresses", "serve", "--port", "5080", "--urls", "http://localhost:5081")]
    [InlineData("protecting keys without a certificate", "secrets")]
    [InlineData("no domain name", "tenant", "--id", "3a1b2c3d-0000-4000-8000-000000000001", "--domain", "contoso")]
    [InlineData("a client without lines", "env", "terraform")]
    [InlineData("no server that could be asked", "journal")]
    [InlineData("no server that could explain", "explain", "GET /users")]
    [InlineData("neither user nor application", "token")]
    [InlineData("both of them", "token", "--user", "kim@contoso.com", "--app", "00001111-aaaa-2222-bbbb-3333cccc4444")]
    [InlineData("a tenant that is not there", "token", "--user", "kim@contoso.com")]
    public async Task WrongArguments_GetOneLineAndExitCode2(string because, params string[] arguments)
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(Settings, arguments);

        Assert.True(exitCode == 2, because);
        Assert.Empty(output);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Setting_ThatIsWrong_GetsOneLineAndExitCode2()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync([.. Settings, new("Storage:Engine", "Oracle")], "migrate");

        Assert.Equal(2, exitCode);
        Assert.Contains("Storage:Engine", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_SaysWhatItApplied()
    {
        var (first, second) = (await ServerProcess.RunAsync(Settings, "migrate"), await ServerProcess.RunAsync(Settings, "migrate"));

        Assert.Matches(@"^Applied \d+ migrations: \d{14}_\w+, .*\.\n$", first.Output);
        Assert.Equal("The schema was up to date.\n", second.Output);
    }

    [Fact]
    public async Task Explain_AndJournal_AskTheServer()
    {
        using var server = await ServerProcess.ServeAsync(Settings);
        KeyValuePair<string, string?>[] there = [.. Settings, new("Urls", server.Address.ToString()), new("ASPNETCORE_URLS", server.Address.ToString())];
        const string operation = "POST /users/{id}/authentication/phoneMethods";

        var refused = await ServerProcess.RunAsync(there, "explain", operation, "--caller", "helpdesk.admin@contoso.com", "--target", "kim@contoso.com");
        var allowed = await ServerProcess.RunAsync(there, "explain", operation, "--caller", "auth.admin@contoso.com", "--target", "kim@contoso.com");
        using (var client = new HttpClient { BaseAddress = server.Address })
        {
            var token = (await ServerProcess.RunAsync(there, "token", "--user", "helpdesk.admin@contoso.com")).Output.Trim();
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            using var answer = await client.GetAsync("/v1.0/users/kim@contoso.com/authentication/phoneMethods");
        }

        var journal = await ServerProcess.RunAsync(there, "journal");
        var permissions = await ServerProcess.RunAsync(there, "journal", "--as", "permissions");

        Assert.Equal((1, 0), (refused.ExitCode, allowed.ExitCode));
        Assert.Contains("no  role", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Least delegated permission: UserAuthMethod-Phone.ReadWrite.All", refused.Output, StringComparison.Ordinal);
        Assert.Matches(
            @"403 GET +/v1\.0/users/kim@contoso\.com/authentication/phoneMethods  helpdesk\.admin@contoso\.com RoleMissing: ", journal.Output);
        Assert.Contains("UserAuthMethod-Phone.Read.All", permissions.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_SaysWhereTheCertificateIs()
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(Settings, "trust");
        var check = await ServerProcess.RunAsync(Settings, "trust", "--check");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"NODE_EXTRA_CA_CERTS={Path.Combine(_directory, "development-certificate.pem")}", output, StringComparison.Ordinal);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("not trusted", Assert.Single(check.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnAPortThatIsTaken_GetsOneLineAndExitCode2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (exitCode, _, errors) = await ServerProcess.RunAsync(Settings, "serve", "--urls", $"http://127.0.0.1:{port}");

        Assert.Equal(2, exitCode);
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"http://127.0.0.1:{port}", line, StringComparison.Ordinal);
        Assert.Contains("--port", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_PrintsALineForEachPart_AndExits1IfOneIsWrong()
    {
        await ServerProcess.RunAsync(Settings, "migrate");
        var well = await ServerProcess.RunAsync(Settings, "doctor");
        var ill = await ServerProcess.RunAsync(
            [.. Settings, new("Storage:Engine", "PostgreSql"), new("Storage:ConnectionString", "Host=127.0.0.1;Port=1;Timeout=1")], "doctor");

        Assert.Equal((0, ""), (well.ExitCode, well.Errors));
        foreach (var part in new[] { "settings", "database", "schema", "keys", "authority", "clock", "certificate" })
        {
            Assert.Matches($@"(?m)^ok    {part}\s+\S", well.Output);
        }

        Assert.Equal(1, ill.ExitCode);
        Assert.Matches(@"(?m)^ok    settings\s", ill.Output);
        Assert.Matches(@"(?m)^FAIL  database\s+The database cannot be reached", ill.Output);
        Assert.DoesNotMatch("(?m)schema|keys", ill.Output);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Files_AreClosedToOthers_WhateverTheUmask()
    {
        var data = Path.Combine(_directory, "data");
        var start = new ProcessStartInfo("sh", ["-c", "umask 0; exec dotnet \"$0\" seed", typeof(Schema).Assembly.Location]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Storage__Directory"] = data;
        using (var seed = Process.Start(start)!) await seed.WaitForExitAsync();
        using var server = await ServerProcess.ServeAsync([new("Storage:Directory", data), new("Urls", "http://127.0.0.1:0;https://127.0.0.1:0")]);
        using var client = new HttpClient { BaseAddress = server.Address };
        await client.GetStringAsync($"/{SampleTenant.Id}/discovery/v2.0/keys");

        Assert.Equal("rwx------", Mode(data));
        var files = System.IO.Directory.GetFiles(data);
        Assert.Equal(["authmethods.db", "authority-key.pem"], files.Select(Path.GetFileName).Where(f => f is "authmethods.db" or "authority-key.pem").Order());
        Assert.All(files, file => Assert.Equal("rw-------", Mode(file)));

        static string Mode(string path) => string.Concat(
            Enumerable.Range(0, 9).Select(bit => ((int)File.GetUnixFileMode(path) & (0x100 >> bit)) != 0 ? "rwx"[bit % 3] : '-'));
    }

    [Fact]
    public async Task SampleTenant_InProduction_NeedsASwitchAndIsNamedAtEachStart()
    {
        KeyValuePair<string, string?>[] production = [
            .. Settings, new("ASPNETCORE_ENVIRONMENT", "Production"), new("Public:Url", "https://graph.contoso.com"),
            new("AzureAd:TenantId", SampleTenant.Id.ToString()), new("Logging:Console:FormatterName", "json"), new("AccessLog:Enabled", "true")];

        var refused = await ServerProcess.RunAsync(production, "seed");
        var seeded = await ServerProcess.RunAsync(production, "seed", "--allow-public-secrets");
        using var server = await ServerProcess.ServeAsync(production);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await client.GetAsync(new Uri("/v1.0/users/kim@contoso.com", UriKind.Relative));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--allow-public-secrets", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, seeded.ExitCode);
        Assert.Equal("Warning", (string?)JsonNode.Parse(await server.LineAsync("stored in the database in clear text"))!["LogLevel"]);
        Assert.Contains(SampleTenant.Id.ToString(), await server.LineAsync("that everybody knows"), StringComparison.Ordinal);
        var access = await server.LineAsync("/users/{user} 401 in ");
        Assert.DoesNotContain("kim", access, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse((string?)JsonNode.Parse(access)!["Timestamp"], CultureInfo.InvariantCulture, out _), access);
    }

    [Fact]
    public async Task Seed_ThenToken_PrintsATokenThatTheServerTakes()
    {
        var seeded = await ServerProcess.RunAsync(Settings, "seed", "--users", "3");
        Assert.Equal((0, ""), (seeded.ExitCode, seeded.Errors));
        Assert.Contains("3 of 3 users", seeded.Output, StringComparison.Ordinal);

        var token = await ServerProcess.RunAsync(Settings, "token", "--user", "global.admin@contoso.com");

        Assert.Equal((0, ""), (token.ExitCode, token.Errors));
        Assert.Matches(@"^[\w-]+\.[\w-]+\.[\w-]+\n$", token.Output);
        using var server = await ServerProcess.ServeAsync(Settings);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Output.Trim());
        var phones = await client.GetStringAsync($"/v1.0/users/user2@{SampleTenant.Domain}/authentication/phoneMethods");
        Assert.Contains("+1 2060000002", phones, StringComparison.Ordinal);
    }
}
