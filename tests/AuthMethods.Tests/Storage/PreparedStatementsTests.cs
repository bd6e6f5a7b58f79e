using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AuthMethods.Tests.Storage;

/// <summary>SQLite connections cache a limited number of prepared statements.</summary>
public sealed class PreparedStatementsTests
{
    // More than a connection caches.
    private const int Texts = 450;

    [Fact]
    public async Task Query_ThatIsBeingReadWhileManyOthersCome_IsReadToItsEnd()
    {
        var tenant = await SharedServer.TenantAsync();

        var (before, names) = await tenant.Server.QueryAsync(tenant.Id, async db =>
        {
            var count = await db.Users.CountAsync();
            var read = new List<string>();
            await foreach (var user in db.Users.AsNoTracking().AsAsyncEnumerable())
            {
                if (read.Count == 1) await SendAsync(db.Database);
                read.Add(user.UserPrincipalName);
            }

            return (count, read);
        });

        Assert.Equal(before, names.Distinct().Count());
    }

    [Fact]
    public async Task Query_AfterManyOthers_IsAnsweredAsBefore()
    {
        var tenant = await SharedServer.TenantAsync();

        var (before, after) = await tenant.Server.QueryAsync(tenant.Id, async db =>
        {
            var first = await db.Users.CountAsync();
            await SendAsync(db.Database);
            return (first, await db.Users.CountAsync());
        });

        Assert.True(before > 0);
        Assert.Equal(before, after);
        (await (await tenant.AsAsync("global.admin")).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
    }

    private static async Task SendAsync(DatabaseFacade database)
    {
        for (var i = 0; i < Texts; i++)
        {
            var sql = "SELECT " + i;
            await database.ExecuteSqlRawAsync(sql);
        }
    }
}
