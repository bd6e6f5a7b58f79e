using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Users;

/// <summary>The stored number of users equals the number of rows.</summary>
internal static class RandomLives
{
    /// <summary>Creates, deletes, restores and purges users at random, several at a time, and compares the counts after each round.</summary>
    public static async Task CheckAsync(TestTenant tenant, int lots)
    {
        var admin = await tenant.AsAsync("global.admin");
        await CompareAsync(tenant, admin);
        var random = new Random(20261122);
        var (there, inBin, taken) = (new List<string>(), new List<string>(), 0);
        for (var lot = 0; lot < lots; lot++)
        {
            var changes = new List<Task<Answer>>();
            var created = Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"u{taken++}").ToArray();
            changes.AddRange(created.Select(alias => CreateAsync(tenant, admin, alias)));
            // Fails when the name is taken; a failure must not change the count.
            changes.Add(CreateAsync(tenant, admin, "kim"));
            // Sent twice; only one succeeds.
            var deleted = Some(there, random);
            changes.AddRange(deleted.Concat(deleted).Select(id => admin.DeleteAnswerAsync($"/v1.0/users/{id}")));
            var leaving = Some(inBin, random);
            changes.AddRange(leaving.Select((id, i) =>
                i % 2 == 0
                    ? admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{id}/restore")
                    : admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{id}")));
            var answers = await Task.WhenAll(changes);
            Assert.DoesNotContain(answers, a => a.Status >= HttpStatusCode.InternalServerError);
            there.AddRange(answers.Where(a => a.Status == HttpStatusCode.Created).Select(a => (string)a.Json["id"]!));
            there.RemoveAll(deleted.Contains);
            inBin.RemoveAll(leaving.Contains);
            inBin.AddRange(deleted);
            there.AddRange(leaving.Where((_, i) => i % 2 == 0));
            await CompareAsync(tenant, admin);
        }
    }

    private static async Task CompareAsync(TestTenant tenant, HttpClient admin)
    {
        var counted = await tenant.Server.QueryAsync(tenant.Id, db => db.Users.CountAsync());

        var segment = (await admin.AnswerAsync(HttpMethod.Get, "/v1.0/users/$count", headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.OK);
        var option = (await admin.AnswerAsync(HttpMethod.Get, "/v1.0/users?$count=true&$top=1", headers: ("ConsistencyLevel", "eventual")))
            .Is(HttpStatusCode.OK);
        Assert.Equal((counted, counted), (int.Parse(segment.Text, System.Globalization.CultureInfo.InvariantCulture), (int)option.Json["@odata.count"]!));
    }

    private static Task<Answer> CreateAsync(TestTenant tenant, HttpClient admin, string alias) => admin.PostAnswerAsync(
        "/v1.0/users",
        $$"""{"accountEnabled":true,"displayName":"{{alias}}","mailNickname":"{{alias}}","userPrincipalName":"{{tenant.Name(alias)}}","passwordProfile":"""
            + """{"password":"Contoso-Dev-1!"} }""");

    private static string[] Some(List<string> of, Random random) => [.. of.Where(_ => random.Next(3) == 0).Take(6)];
}
