using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Features.Delta;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Users;

/// <summary>Delta queries lose no change on any engine, however many writers there are.</summary>
[Collection(EngineServers.Collection)]
public sealed class DeltaTests(EngineServers engines)
{
    [SkippableTheory, EachEngine]
    public async Task AClient_ThatFollowsFromAnyMoment_EndsWithTheLists(StorageEngine engine) =>
        await RandomDeltas.CheckAsync(await engines.TenantAsync(engine), seed: 4, lots: 24);

    [SkippableTheory, EachEngine]
    public async Task AClient_WhoReadsWhileManyWrite_SeesEveryChange(StorageEngine engine)
    {
        const int Writers = 8, Each = 40;
        var tenant = await engines.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var link = (string)(await admin.GetAnswerAsync("/v1.0/users/delta?$deltatoken=latest")).Is(HttpStatusCode.OK).Json["@odata.deltaLink"]!;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));
        var seen = new HashSet<string>();

        while (!writing.IsCompleted) await ReadAsync();
        var written = (await writing).SelectMany(w => w).ToArray();
        await ReadAsync();

        Assert.Equal(written.Order(), seen.Order());

        async Task<IEnumerable<string>> WriteAsync(int writer)
        {
            var ids = new List<string>();
            for (var i = 0; i < Each; i++)
            {
                var alias = $"w{writer}.{i}";
                var body = new JsonObject
                {
                    ["accountEnabled"] = true,
                    ["displayName"] = alias,
                    ["mailNickname"] = alias,
                    ["userPrincipalName"] = tenant.Name(alias),
                    ["passwordProfile"] = new JsonObject { ["password"] = "Quiet-River-7" },
                };
                ids.Add((string)(await admin.PostAnswerAsync("/v1.0/users", body.ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!);
            }

            return ids;
        }

        async Task ReadAsync()
        {
            string? next = link;
            while (next is not null)
            {
                var page = (await admin.GetAnswerAsync(next)).Is(HttpStatusCode.OK);
                foreach (var user in page.Value) seen.Add((string)user!["id"]!);
                next = (string?)page.Json["@odata.nextLink"];
                if (next is null) link = (string)page.Json["@odata.deltaLink"]!;
            }
        }
    }
}
