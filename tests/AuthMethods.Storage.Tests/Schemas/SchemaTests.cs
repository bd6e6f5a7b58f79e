using AuthMethods.Server;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Schemas;

/// <summary>What the program does when the schema is of another version.</summary>
[Collection(EngineServers.Collection)]
public sealed class SchemaTests
{
    [SkippableTheory, EachEngine]
    public async Task Migrate_TakesAnyOlderSchemaToThisOneAndMayRunAgain(StorageEngine engine)
    {
        await WithDatabaseAsync(engine, async server =>
        {
            await DowngradeAsync(server, Migration.InitialDatabase);

            await Schema.MigrateAsync(server.Services, default);
            await Schema.MigrateAsync(server.Services, default);

            Assert.Empty(await PendingAsync(server));
            await Schema.EnsureAsync(server.Services, engine, default);
        });
    }

    [SkippableTheory, EachEngine]
    public async Task Ensure_WhenTheSchemaIsOlder_SqliteMigratesItselfAndServersAskForTheVerb(StorageEngine engine)
    {
        await WithDatabaseAsync(engine, async server =>
        {
            await DowngradeAsync(server, Migration.InitialDatabase);

            if (engine == StorageEngine.Sqlite)
            {
                await Schema.EnsureAsync(server.Services, engine, default);
                Assert.Empty(await PendingAsync(server));
            }
            else
            {
                var refused = await Assert.ThrowsAsync<UsageException>(() => Schema.EnsureAsync(server.Services, engine, default));
                Assert.Contains("'migrate'", refused.Message, StringComparison.Ordinal);
                Assert.NotEmpty(await PendingAsync(server));
            }
        });
    }

    [SkippableTheory, EachEngine]
    public async Task Ensure_WhenTheSchemaIsNewer_AsksForTheNewerProgram(StorageEngine engine)
    {
        await WithDatabaseAsync(engine, async server =>
        {
            await using var db = await ContextAsync(server);
            var history = db.GetService<IHistoryRepository>();
            await db.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow("29990101000000_FromTheFuture", "10.0.0")));

            var refused = await Assert.ThrowsAsync<UsageException>(() => Schema.EnsureAsync(server.Services, engine, default));

            Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        });
    }

    [SkippableFact]
    public async Task Ensure_WhenPostgreSqlDoesNotAnswer_SaysSo()
    {
        _ = TestDatabase.New(StorageEngine.PostgreSql);
        await using var app = ServerHost.Build(Unreachable());

        var refused = await Assert.ThrowsAsync<UsageException>(() => Schema.EnsureAsync(app.Services, StorageEngine.PostgreSql, default));

        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
    }

    private static Microsoft.AspNetCore.Builder.WebApplicationBuilder Unreachable() => ServerHost.CreateBuilder(
        "--environment=Development", "--Storage:Engine=PostgreSql", "--Storage:ConnectionString=Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");

    private static async Task WithDatabaseAsync(StorageEngine engine, Func<TestServer, Task> test)
    {
        var server = await TestServer.StartAsync(TestDatabase.New(engine).Settings);
        try
        {
            await test(server);
        }
        finally
        {
            await EngineServers.DropAsync(server);
        }
    }

    private static async Task DowngradeAsync(TestServer server, string migration)
    {
        await using var db = await ContextAsync(server);
        try
        {
            await db.GetService<IMigrator>().MigrateAsync(migration);
        }
        catch (Microsoft.Data.SqlClient.SqlException e) when (e.Message.Contains("default_constraints", StringComparison.Ordinal))
        {
            Skip.If(true, "The server is no SQL Server: it has no sys.default_constraints, so columns cannot be dropped.");
        }
    }

    private static async Task<IEnumerable<string>> PendingAsync(TestServer server)
    {
        await using var db = await ContextAsync(server);
        return await db.Database.GetPendingMigrationsAsync();
    }

    private static Task<AuthDb> ContextAsync(TestServer server) => server.Services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync();
}
