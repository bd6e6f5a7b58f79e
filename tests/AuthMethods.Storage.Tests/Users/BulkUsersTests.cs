using System.Data.SqlTypes;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Users;

public sealed class BulkUsersTests
{
    [SkippableTheory, EachEngine]
    public async Task Create_Again_AddsTheMissingUsersOnly(StorageEngine engine)
    {
        var server = await TestServer.StartAsync(TestDatabase.New(engine).Settings);
        try
        {
            await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
            var users = server.Services.GetRequiredService<BulkUsers>();
            foreach (var count in new[] { 0, 1, 1, 200, 200, 150, 333 }) await users.CreateAsync(count, _ => { });

            var (found, phones) = await server.QueryAsync(SampleTenant.Id, async db => (
                await db.Users.CountAsync(u => u.DisplayName!.StartsWith("User ") && u.Roles == DirectoryRoles.None),
                await db.AuthenticationMethods.CountAsync(m => db.Users.Any(u => u.Id == m.UserId && u.DisplayName!.StartsWith("User ")))));
            Assert.Equal(333, found);
            Assert.True(phones >= 333, $"{phones} methods");
        }
        finally
        {
            await EngineServers.DropAsync(server);
        }
    }

    /// <summary>Why no query may ask for a range of ids that this program computed.</summary>
    [Fact]
    public void SqlServer_SortsIdsByTheirLastBytesFirst()
    {
        var (first, past) = (new SqlGuid("00000000-0000-4000-8001-000000000000"), new SqlGuid("00000000-0000-4000-8002-000000000000"));

        Assert.True((bool)(new SqlGuid("00000000-0000-4000-8001-000000000199") > past));
        Assert.True((bool)(first < past));
    }
}
