using System.Text.Json.Nodes;
using AuthMethods.Access;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Access;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Repository;

/// <summary>What the README promises.</summary>
public sealed class ReadmeTests
{
    private const string Users = "docs/reference/sample-tenant.md";

    [Theory]
    [InlineData("dotnet run --project src/AuthMethods.Server")]
    [InlineData("dotnet test")]
    public void Readme_HasTheCommand(string command)
    {
        Assert.Contains(RepositoryFiles.Blocks("README.md", "sh"), block => block.Trim() == command);
    }

    [Fact]
    public void Readme_IsReadInOneSitting()
    {
        Assert.InRange(new FileInfo(RepositoryFiles.At("README.md")).Length, 1, 10_000);
    }

    [Fact]
    public async Task FirstCall_IsAnsweredAsShown()
    {
        await using var server = await TestServer.StartAsync();
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        using var admin = await new TestTenant(server, SampleTenant.Id, SampleTenant.Domain).AsAsync("auth.admin");
        var answer = (await admin.GetAnswerAsync($"/v1.0/users/kim@{SampleTenant.Domain}/authentication/methods")).Json;
        var shown = JsonNode.Parse(RepositoryFiles.Blocks("README.md", "json").First())!;

        foreach (var method in answer["value"]!.AsArray()) method!.AsObject().Remove("createdDateTime");
        Assert.Equal(shown["value"]!.ToJsonString(), answer["value"]!.ToJsonString());
    }

    [Fact]
    public async Task SampleTenant_IsTheOneDescribed()
    {
        var tenant = await SharedServer.TenantAsync();
        var users = await tenant.Server.QueryAsync(tenant.Id, db => Task.FromResult(db.Users.ToArray()));
        var page = RepositoryFiles.Text(Users);

        foreach (var user in users)
        {
            var alias = user.UserPrincipalName.Split('@')[0];
            var role = DirectoryRole.NamesOf(user.Roles & ~DirectoryRoles.InRoleAssignableGroup).FirstOrDefault() ?? "none";
            Assert.Contains($"| {user.Id.ToString()[^2..]} | `{alias}` | {role}", page, StringComparison.Ordinal);
        }

        Assert.All([SampleTenant.Password, SampleTenant.ProvisioningSecret, SampleTenant.ReportingSecret, SampleTenant.Id.ToString(), SampleTenant.Domain],
            fact => Assert.Contains($"`{fact}`", page, StringComparison.Ordinal));
    }
}
