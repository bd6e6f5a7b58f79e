using System.Diagnostics;
using System.Text.RegularExpressions;
using AuthMethods.Access;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Access;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Repository;

/// <summary>What the README says of the running server.</summary>
public sealed partial class ReadmeTests
{
    private const string NotYet = "not yet";

    private static readonly string Readme = RepositoryFiles.Text("README.md");

    [Theory]
    [InlineData("dotnet run --project src/AuthMethods.Server")]
    [InlineData("dotnet test")]
    public void Readme_HasTheCommand(string command)
    {
        Assert.Contains(RepositoryFiles.Blocks("README.md", "sh"), block => block.Trim() == command);
    }

    [Fact]
    public async Task Operations_AreThoseOfTheServer()
    {
        var served = (await ActionsAsync()).GroupBy(a => a.Operation).Select(g => Line(
            g.Key, g.Any(a => a.IsMe), g.Any(a => a.IsV1), isBeta: !IsOwn(g.Key), g.First().Permission));
        // A batch asks for nothing itself, and its row has no permissions.
        var described = Rows().Where(r => !r.IsOn(NotYet) && r.Operation != "POST /$batch").Select(r => Line(
            r.Operation, r.IsOn("me"), r.IsOn("v1.0"), r.IsOn("beta"), r.Own, r.Others, r.Application));

        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Operations_NotYetThere_Answer400()
    {
        var tenant = await SharedServer.TenantAsync();
        using var admin = await tenant.AsAsync("global.admin");
        foreach (var row in Rows().Where(r => r.IsOn(NotYet)))
        {
            var (verb, path) = (row.Operation.Split(' ')[0], row.Operation.Split(' ')[1].Replace("{id}", SampleTenant.UserId(21).ToString(), StringComparison.Ordinal));
            var answer = await admin.AnswerAsync(HttpMethod.Parse(verb), $"/v1.0{path}{(path.EndsWith('=') ? "displayName" : "")}", verb == "POST" ? "{}" : null);
            Assert.True(answer.Status == System.Net.HttpStatusCode.BadRequest, $"{row.Operation}: {(int)answer.Status}");
        }
    }

    [SkippableFact]
    public async Task Session_WorksWhenPasted()
    {
        Skip.IfNot(File.Exists("/bin/bash") && Has("curl"), "Needs bash and curl.");
        await using var server = await TestServer.StartAsync(listen: true);
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        var lines = RepositoryFiles.Blocks("README.md", "sh").Where(block => block.Contains("curl", StringComparison.Ordinal));
        var script = string.Join('\n', lines.Prepend("set -euo pipefail; curl() { command curl \"$@\"; echo; }"));

        var output = await RunAsync("/bin/bash", script.Replace("http://localhost:5080", server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal));

        Assert.Contains("\"emailAddress\":\"kim@fourthcoffee.com\"", output, StringComparison.Ordinal);
        Assert.Contains("phoneMethods/$entity", output, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"succeeded\"", output, StringComparison.Ordinal);
        Assert.Contains("#Edm.Boolean\",\"value\":true", output, StringComparison.Ordinal);
        Assert.Contains("x-authmethods-reason: TargetAboveCaller", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"error\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SampleTenant_IsTheOneDescribed()
    {
        var tenant = await SharedServer.TenantAsync();
        var users = await tenant.Server.QueryAsync(tenant.Id, db => Task.FromResult(db.Users.ToArray()));

        foreach (var user in users)
        {
            var alias = user.UserPrincipalName.Split('@')[0];
            var role = DirectoryRole.NamesOf(user.Roles & ~DirectoryRoles.InRoleAssignableGroup).FirstOrDefault() ?? "none";
            Assert.Contains($"| {user.Id.ToString()[^2..]} | `{alias}` | {role}", Readme, StringComparison.Ordinal);
        }

        Assert.All([SampleTenant.Password, SampleTenant.ProvisioningSecret, SampleTenant.ReportingSecret, SampleTenant.Id.ToString(), SampleTenant.Domain],
            fact => Assert.Contains($"`{fact}`", Readme, StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<(string Operation, bool IsMe, bool IsV1, string Permission)>> ActionsAsync()
    {
        var server = (await SharedServer.TenantAsync()).Server;
        return from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let requires = endpoint.Metadata.GetMetadata<RequiresAttribute>()
               where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && requires is not null
               let path = Version().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "")
               let own = path.StartsWith(Routes.Own, StringComparison.Ordinal) ? $"/{Routes.Own}" : ""
               let rest = own.Length > 0 ? path[Routes.Own.Length..] : path
               let isMe = rest.StartsWith("/me", StringComparison.Ordinal)
               let below = own + (isMe ? $"/users/{{id}}{rest[3..]}" : rest.Replace("{user}", "{id}", StringComparison.Ordinal))
               from verb in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
               select ($"{verb} {below}", isMe, endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith(Routes.Root, StringComparison.Ordinal), requires.Permission);
    }

    /// <summary>What Graph does not have stands on neither of its versions.</summary>
    private static bool IsOwn(string operation) => operation.Contains($" /{Routes.Own}/", StringComparison.Ordinal);

    private static string Line(string operation, bool isMe, bool isV1, bool isBeta, string permission)
    {
        var row = Someone.Matrix.Of(permission);
        var own = row.TreatsOneselfLikeOthers ? "as others" : row.Own.Least ?? "–";
        return Line(operation, isMe, isV1, isBeta, own, row.Others.Least ?? "–", row.Application.Least ?? "–");
    }

    private static string Line(string operation, bool isMe, bool isV1, bool isBeta, string own, string others, string application) =>
        $"{operation} me={isMe} v1.0={isV1} beta={isBeta} {own} {others} {application}";

    /// <summary>The rows of the tables of operations.</summary>
    private static IEnumerable<Row> Rows() =>
        from line in Readme.Split('\n')
        let operation = OperationRow().Match(line)
        where operation.Success
        let cells = line.Split('|').Select(c => c.Trim().Trim('`')).ToArray()
        select new Row(operation.Groups[1].Value, cells[2], cells[3], cells[4], cells[5]);

    private static bool Has(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> RunAsync(string shell, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await error}");
        return await output;
    }

    [GeneratedRegex("^(\\{version:graph\\}|beta)")]
    private static partial Regex Version();

    [GeneratedRegex(@"^\| \[`((?:GET|POST|PATCH|PUT|DELETE) /.*?)`\]\(https://")]
    private static partial Regex OperationRow();

    private sealed record Row(string Operation, string Where, string Own, string Others, string Application)
    {
        public bool IsOn(string place) => Where.Split(", ").Contains(place);
    }
}
