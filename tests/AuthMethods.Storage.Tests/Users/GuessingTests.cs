using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Users;

/// <summary>Guesses at a password that arrive at two servers over one database at the same time.</summary>
public sealed class GuessingTests
{
    private const int Wrong = 50126;
    private const int Locked = 50053;

    [SkippableTheory, EachEngine]
    public async Task Guesses_AtTwoServersAtOnce_AreCountedOneAfterTheOther(StorageEngine engine)
    {
        var database = TestDatabase.New(engine);
        await using var first = await TestServer.StartAsync(database.Settings);
        await using var second = await TestServer.StartAsync(database.ConnectionString is null
            ? [new("Storage:ConnectionString", $"Data Source={Path.Combine(first.Directory, "test.db")}")]
            : database.Settings);
        var tenant = await first.TenantAsync();

        foreach (var name in new[] { tenant.Name("kim"), "nobody@nowhere.example" })
        {
            var codes = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => SignInAsync(i % 2 == 0 ? first : second, tenant, name, $"Guess-{i}")));

            Assert.Equal((10, 70), (codes.Count(c => c == Wrong), codes.Count(c => c == Locked)));
            foreach (var server in new[] { first, second }) Assert.Equal(Locked, await SignInAsync(server, tenant, name, SampleTenant.Password));
        }

        var right = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => SignInAsync(i % 2 == 0 ? first : second, tenant, tenant.Name("balas"), SampleTenant.Password)));
        Assert.All(right, code => Assert.Equal(0, code));
    }

    private static async Task<int> SignInAsync(TestServer server, TestTenant tenant, string name, string password)
    {
        var form = $"grant_type=password&client_id={SampleTenant.AdminTools}&scope=.default"
            + $"&username={Uri.EscapeDataString(name)}&password={Uri.EscapeDataString(password)}";
        var answer = await server.Client().AnswerAsync(HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/token", form, "application/x-www-form-urlencoded");
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, answer.Text);
        return (int?)answer.Json["error_codes"]?[0] ?? 0;
    }
}
