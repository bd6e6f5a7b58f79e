using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>
/// A program that reports who has registered what: pages of the report, with a pause when it is throttled, and batches of 20 for the
/// details.
/// </summary>
public sealed class MfaReportTests : ServerTests
{
    private int _pauses;

    protected override Task<TestServer> StartAsync() =>
        TestServer.StartAsync([new("Throttling:Enabled", "true"), new("Throttling:Reports", "2")], clock: _clock);

    [Fact]
    public async Task EveryUser_IsReportedWithTheirMethods()
    {
        var app = await _tenant.AsAppAsync("AuditLog.Read.All", "UserAuthenticationMethod.Read.All", "User.Read.All");
        var details = new List<JsonNode>();
        var next = "/beta/reports/authenticationMethods/userRegistrationDetails?$top=5&$select=id,userPrincipalName,isMfaRegistered,methodsRegistered";
        while (next is not null)
        {
            var page = await RetriedAsync(app, next);
            details.AddRange(page.Value.Select(d => d!));
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.True(_pauses > 0);
        // All users but the disabled one.
        Assert.Equal(22, details.Select(d => (string?)d["id"]).Distinct().Count());
        var methods = new Dictionary<string, int>();
        foreach (var chunk in details.Chunk(20))
        {
            var requests = chunk.Select((d, i) => new JsonObject
            {
                ["id"] = i + 1, ["method"] = "GET", ["url"] = $"/users/{d["id"]}/authentication/methods?$select=id",
            });
            var batch = new JsonObject { ["requests"] = new JsonArray([.. requests]) };
            var answer = (await app.PostAnswerAsync("/v1.0/$batch", batch.ToJsonString())).Is(HttpStatusCode.OK);
            foreach (var response in answer.Json["responses"]!.AsArray())
            {
                Assert.Equal(200, (int)response!["status"]!);
                var user = chunk[int.Parse((string)response["id"]!, CultureInfo.InvariantCulture) - 1];
                methods.Add((string)user["userPrincipalName"]!, response["body"]!["value"]!.AsArray().Count);
            }
        }

        Assert.Equal((1, 5), (methods[_tenant.Name("balas")], methods[_tenant.Name("kim")]));
        Assert.All(
            details.Where(d => (bool)d["isMfaRegistered"]!),
            d => Assert.True(methods[(string)d["userPrincipalName"]!] > 1, (string?)d["userPrincipalName"]));
    }

    private async Task<Answer> RetriedAsync(HttpClient app, string address)
    {
        while (true)
        {
            var answer = await app.GetAnswerAsync(address);
            if (answer.Status != HttpStatusCode.TooManyRequests) return answer.Is(HttpStatusCode.OK);
            Assert.Equal("TooManyRequests", answer.ErrorCode);
            _clock.Advance(answer.Headers.RetryAfter!.Delta!.Value);
            _pauses++;
        }
    }
}
