using System.Net;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>Licenses, managers and policies of a tenant, on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class TenantFeaturesTests(EngineServers servers)
{
    private const string License = """{"addLicenses":[{"skuId":"84a661c4-e949-4bd2-a560-ed7766fcaf2b"}],"removeLicenses":[]}""";

    [SkippableTheory, EachEngine]
    public async Task LastLicense_AssignedToSeveralAtOnce_GoesToOne(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        string[] users = ["kim", "adele", "balas", "megan", "alex"];
        foreach (var user in users)
        {
            (await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name(user)}", """{"usageLocation":"CH"}""")).Is(HttpStatusCode.NoContent);
        }

        (await AssignAsync("alex")).Is(HttpStatusCode.OK);
        await tenant.Server.ChangeAsync(tenant.Id, db => db.Set<LicenseCountRow>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Consumed, 24)));

        var answers = await Task.WhenAll(users[..4].Select(AssignAsync));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(25, (int)(await admin.GetAnswerAsync("/v1.0/subscribedSkus")).Value.Single()!["consumedUnits"]!);

        Task<Answer> AssignAsync(string user) => admin.PostAnswerAsync($"/v1.0/users/{tenant.Name(user)}/assignLicense", License);
    }

    [SkippableTheory, EachEngine]
    public async Task FirstLicenses_AssignedAtOnce_AreAllCounted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        string[] users = ["kim", "adele", "balas", "megan"];
        foreach (var user in users)
        {
            (await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name(user)}", """{"usageLocation":"CH"}""")).Is(HttpStatusCode.NoContent);
        }

        var answers = await Task.WhenAll(users.Select(user => admin.PostAnswerAsync($"/v1.0/users/{tenant.Name(user)}/assignLicense", License)));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        Assert.Equal(4, (int)(await admin.GetAnswerAsync("/v1.0/subscribedSkus")).Value.Single()!["consumedUnits"]!);
    }

    [SkippableTheory, EachEngine]
    public async Task Policy_ChangedSeveralTimesAtOnce_KeepsEveryChange(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        string[] changes = ["\"blockMsolPowerShell\":true", "\"allowInvitesFrom\":\"none\"", "\"allowedToUseSSPR\":false", "\"description\":\"Ours\""];

        var answers = await Task.WhenAll(changes.Select(change => admin.PatchAnswerAsync("/v1.0/policies/authorizationPolicy", $"{{{change}}}")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.NoContent));
        var policy = (await admin.GetAnswerAsync("/v1.0/policies/authorizationPolicy")).Is(HttpStatusCode.OK).Text;
        Assert.All(changes, change => Assert.Contains(change, policy, StringComparison.Ordinal));
    }

    [SkippableTheory, EachEngine]
    public async Task Managers_AreExpandedAndListed(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var adele = (string)(await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("adele")}?$select=id")).Json["id"]!;
        (await admin.PutAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/manager/$ref", $$"""{"@odata.id":"https://graph.microsoft.com/v1.0/users/{{adele}}"}"""))
            .Is(HttpStatusCode.NoContent);

        var kim = (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}?$expand=manager($levels=max;$select=id)")).Is(HttpStatusCode.OK).Json;
        var reports = (await admin.GetAnswerAsync($"/v1.0/users/{adele}?$select=id&$expand=directReports($select=displayName)")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(adele, (string?)kim["manager"]!["id"]);
        Assert.Equal("Kim Akers", (string?)Assert.Single(reports["directReports"]!.AsArray())!["displayName"]);
        Assert.Single((await admin.GetAnswerAsync($"/v1.0/users/{adele}/directReports")).Is(HttpStatusCode.OK).Value);
    }
}
