using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Storage.Tests.Schemas;

/// <summary>Databases of older versions, kept as SQL next to this file, are migrated and read.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Initial_IsMigratedAndReadAndWritten()
    {
        var connectionString = await RestoreAsync("Initial.sql");
        await using var server = await TestServer.StartAsync([new("Storage:ConnectionString", connectionString)]);
        var admin = await new TestTenant(server, SampleTenant.Id, SampleTenant.Domain).AsAsync("global.admin");
        const string kim = $"/v1.0/users/kim@{SampleTenant.Domain}/authentication";

        var mobile = (await admin.GetAnswerAsync($"{kim}/phoneMethods/3179e48a-750b-4051-897c-87b9720928f7")).Is(HttpStatusCode.OK);
        Assert.Equal(("+1 2065555501", "2026-01-02T03:04:05.678901Z"), ((string?)mobile.Json["phoneNumber"], (string?)mobile.Json["createdDateTime"]));
        Assert.Equal(3, (await admin.GetAnswerAsync($"{kim}/methods")).Is(HttpStatusCode.OK).Value.Count);
        (await admin.PostAnswerAsync($"{kim}/emailMethods", """{"emailAddress":"kim@fourthcoffee.com"}""")).Is(HttpStatusCode.Created);
        Assert.Equal(4, (await admin.GetAnswerAsync($"{kim}/methods")).Is(HttpStatusCode.OK).Value.Count);
        var counted = await server.QueryAsync(SampleTenant.Id, async db => (Known: await db.UserCountAsync(), Found: await db.Users.CountAsync()));
        Assert.Equal(counted.Found, counted.Known);
        Assert.True(counted.Found > 0);
        var found = (await admin.GetAnswerAsync("/v1.0/users?$filter=startswith(displayName,'kim')")).Is(HttpStatusCode.OK);
        Assert.Equal("Kim Akers", (string)found.Value.Single()!["displayName"]!);
    }

    [Fact]
    public async Task Applications_KeepTheirSecretsAndPermissions()
    {
        var hash = new PasswordHasher<object>().HashPassword(new(), SampleTenant.ProvisioningSecret);
        var connectionString = await RestoreAsync("Initial.sql", $"""
            INSERT INTO Applications VALUES ('{SampleTenant.Id.ToString().ToUpperInvariant()}', '{SampleTenant.Provisioning.ToString().ToUpperInvariant()}',
                'Provisioning', '{hash}', 'User.Read.All UserAuthenticationMethod.ReadWrite.All', '');
            """);
        await using var server = await TestServer.StartAsync([new("Storage:ConnectionString", connectionString)]);
        var tenant = new TestTenant(server, SampleTenant.Id, SampleTenant.Domain);

        var application = await ClaimsAsync(
            server, $"grant_type=client_credentials&client_id={SampleTenant.Provisioning}&client_secret={SampleTenant.ProvisioningSecret}");
        Assert.Equal(["User.Read.All", "UserAuthenticationMethod.ReadWrite.All"], application["roles"]!.AsArray().Select(r => (string?)r));
        Assert.Equal(SampleTenant.Provisioning.ToString(), (string?)application["oid"]);
        var kim = await ClaimsAsync(
            server,
            $"grant_type=password&client_id={SampleTenant.AdminTools}&username={tenant.Name("kim")}&password={Uri.EscapeDataString(SampleTenant.Password)}");
        Assert.Contains("UserAuthenticationMethod.Read.All", ((string)kim["scp"]!).Split(' '));
        var admin = await tenant.AsAsync("global.admin");
        var tools = (await admin.GetAnswerAsync($"/v1.0/applications(appId='{SampleTenant.AdminTools}')")).Is(HttpStatusCode.OK).Json;
        Assert.NotEqual(SampleTenant.AdminTools.ToString(), (string?)tools["id"]);
        Assert.True((bool?)tools["isFallbackPublicClient"]);
        Assert.Equal(2, (await admin.GetAnswerAsync(
            $"/v1.0/servicePrincipals/{SampleTenant.Provisioning}/appRoleAssignments")).Is(HttpStatusCode.OK).Value.Count);
        (await admin.GetAnswerAsync("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id")).Is(HttpStatusCode.OK);
    }

    private static async Task<JsonNode> ClaimsAsync(TestServer server, string form)
    {
        var answer = await server.Client().AnswerAsync(
            HttpMethod.Post, $"/{SampleTenant.Id}/oauth2/v2.0/token", $"{form}&scope=https://graph.microsoft.com/.default", "application/x-www-form-urlencoded");
        return JsonNode.Parse(Base64UrlEncoder.Decode(((string)answer.Is(HttpStatusCode.OK).Json["access_token"]!).Split('.')[1]))!;
    }

    private async Task<string> RestoreAsync(string name, string more = "")
    {
        var connectionString = $"Data Source={Path.Combine(_directory, "old.db")};Pooling=False";
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Schemas", "Databases", name)) + more;
        await command.ExecuteNonQueryAsync();
        return connectionString;
    }
}
