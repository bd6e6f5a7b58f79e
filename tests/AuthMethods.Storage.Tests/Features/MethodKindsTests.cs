using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>The kinds that use columns of the shared table, on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class MethodKindsTests(EngineServers servers)
{
    [SkippableTheory, EachEngine]
    public async Task Methods_OfEveryKind_AreReadAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var adele = $"/v1.0/users/{tenant.Name("adele")}/authentication";

        var before = (await admin.GetAnswerAsync($"{adele}/methods")).Is(HttpStatusCode.OK).Value;
        Assert.Equal(
            before.Count + 1,
            (await admin.GetAnswerAsync($"/beta/users/{tenant.Name("adele")}/authentication/methods")).Is(HttpStatusCode.OK).Value.Count);
        foreach (var segment in new[]
        {
            "temporaryAccessPass", "microsoftAuthenticator", "windowsHelloForBusiness", "platformCredential", "softwareOath", "externalAuthentication",
        })
        {
            var id = (await admin.GetAnswerAsync($"{adele}/{segment}Methods")).Is(HttpStatusCode.OK).Value.Single()!["id"];
            (await admin.DeleteAnswerAsync($"{adele}/{segment}Methods/{id}")).Is(HttpStatusCode.NoContent);
        }

        Assert.Equal(before.Count - 6, (await admin.GetAnswerAsync($"{adele}/methods")).Value.Count);
    }

    [SkippableTheory, EachEngine]
    public async Task TemporaryAccessPass_CreatedAndUsedByManyAtOnce_IsOneAndWorksOnce(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var passes = $"/v1.0/users/{tenant.Name("balas")}/authentication/temporaryAccessPassMethods";

        var created = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.PostAnswerAsync(passes, """{"isUsableOnce":true}""")));

        Assert.All(created, answer => answer.Is(HttpStatusCode.Created));
        var left = (string?)(await admin.GetAnswerAsync(passes)).Value.Single()!["id"];
        var pass = (string)created.Single(answer => (string?)answer.Json["id"] == left).Json["temporaryAccessPass"]!;
        var signIns = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignInAsync(tenant, pass)));
        Assert.Single(signIns, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal("OneTimeUsed", (string?)(await admin.GetAnswerAsync(passes)).Value.Single()!["methodUsabilityReason"]);
    }

    private static Task<Answer> SignInAsync(TestTenant tenant, string pass) => tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/token",
        $"grant_type=password&client_id={SampleTenant.AdminTools}&scope=.default&username={tenant.Name("balas")}&password={Uri.EscapeDataString(pass)}",
        "application/x-www-form-urlencoded");
}
