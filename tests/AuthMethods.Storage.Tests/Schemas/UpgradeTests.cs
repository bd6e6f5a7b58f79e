using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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

    private async Task<string> RestoreAsync(string name)
    {
        var connectionString = $"Data Source={Path.Combine(_directory, "old.db")};Pooling=False";
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Schemas", "Databases", name));
        await command.ExecuteNonQueryAsync();
        return connectionString;
    }
}
