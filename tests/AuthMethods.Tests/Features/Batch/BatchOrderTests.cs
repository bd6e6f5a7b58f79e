using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;
using static AuthMethods.Tests.Features.Batch.Batches;

namespace AuthMethods.Tests.Features.Batch;

/// <summary>What <c>dependsOn</c> promises.</summary>
public sealed class BatchOrderTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";

    private string Phones => $"/users/{_tenant.Name("balas")}/authentication/phoneMethods";

    [Fact]
    public async Task Entries_ThatDependOnEachOther_RunInThatOrderWhateverTheirPosition()
    {
        var responses = (await _admin.SendBatchAsync(
            Get("gone", $"{Phones}/{Mobile}", "DELETED"),
            Entry("deleted", "DELETE", $"{Phones}/{Mobile}", dependsOn: ["changed"]),
            Get("read", $"{Phones}/{Mobile}", "added"),
            Entry("changed", "PATCH", $"{Phones}/{Mobile}", new JsonObject { ["phoneNumber"] = "+1 2065550199" }, dependsOn: ["read"]),
            Entry("added", "POST", Phones, new JsonObject { ["phoneNumber"] = "+1 2065550100", ["phoneType"] = "mobile" }))).Responses();

        Assert.Equal("+1 2065550100", (string?)responses["read"]["body"]!["phoneNumber"]);
        Assert.Equal((201, 204, 204), (responses["added"].Status(), responses["changed"].Status(), responses["deleted"].Status()));
        Assert.Equal(404, responses["gone"].Status());
    }

    [Fact]
    public async Task Entry_AfterAFailure_Answers424AndIsNotRun()
    {
        var responses = (await _admin.SendBatchAsync(
            Get("fails", "/users/nobody@nowhere.example"),
            Get("works", $"/users/{_tenant.Name("kim")}"),
            Entry("behind", "POST", Phones, new JsonObject { ["phoneNumber"] = "+1 2065550100", ["phoneType"] = "mobile" }, dependsOn: ["works", "fails"]),
            Get("further", Phones, "behind"),
            Get("beside", Phones, "works"))).Responses();

        Assert.Equal([404, 200, 424, 424, 200], responses.Values.Select(r => r.Status()));
        Assert.Equal("FailedDependency", responses["behind"].Code());
        Assert.Equal("no-cache", responses["behind"].Header("Cache-Control"));
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0{Phones}")).Value);
    }

    [Fact]
    public async Task Entry_AfterOneThatEndsTheCallersSession_IsRefused()
    {
        var kim = await _tenant.AsAsync("kim");

        var responses = (await kim.SendBatchAsync(
            Entry("end", "POST", "/me/revokeSignInSessions", new JsonObject()),
            Get("behind", "/me", "end"))).Responses();

        Assert.Equal((200, 401), (responses["end"].Status(), responses["behind"].Status()));
        Assert.Contains("insufficient_claims", responses["behind"].Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_ThatDependOnNothing_RunTogether()
    {
        var entries = Enumerable.Range(0, 20)
            .Select(i => Entry($"{i}", "PATCH", $"/users/{_tenant.Name("balas")}", new JsonObject { [$"{(i % 2 == 0 ? "city" : "state")}"] = $"{i}" }));

        var responses = (await _admin.SendBatchAsync([.. entries])).Responses();

        Assert.All(responses.Values, r => Assert.Equal(204, r.Status()));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), responses.Keys);
    }
}
