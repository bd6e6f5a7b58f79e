using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class HeadersTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task Get_Answers200WithEveryHeader()
    {
        var found = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        AssertCommon(found);
        Assert.Equal("application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8", ContentType(found));
        Assert.Equal("4.0", Header(found, "OData-Version"));
        Assert.Equal("1", Header(found, "x-ms-resource-unit"));
        Assert.False(found.Headers.Contains("ETag"));
    }

    [Fact]
    public async Task List_OfUsers_CostsTwoUnits() => Assert.Equal("2", Header(await _admin.GetAnswerAsync("/v1.0/users"), "x-ms-resource-unit"));

    [Fact]
    public async Task Update_Answers204WithoutWhatDescribesABody()
    {
        var updated = (await _admin.PatchAnswerAsync(Kim, """{"jobTitle":"Baker"}""")).Is(HttpStatusCode.NoContent);

        AssertCommon(updated);
        Assert.Empty(updated.Text);
        Assert.Equal("", ContentType(updated));
        Assert.False(updated.Headers.Contains("OData-Version"));
        Assert.Equal("1", Header(updated, "x-ms-resource-unit"));
    }

    [Theory]
    [InlineData("/v1.0/users/nobody@nowhere.example", 404)]
    [InlineData("/v1.0/nothing", 400)]
    [InlineData("/v3/users", 400)]
    public async Task Get_OfAnError_AnswersPlainJsonWithItsIdentifiersInside(string path, int status)
    {
        var refused = (await _admin.GetAnswerAsync(path)).Is((HttpStatusCode)status);

        AssertCommon(refused);
        Assert.Equal("application/json", ContentType(refused));
        Assert.False(refused.Headers.Contains("OData-Version"));
        Assert.Equal(Header(refused, "request-id"), (string?)refused.Json["error"]!["innerError"]!["request-id"]);
        Assert.Equal(Header(refused, "client-request-id"), (string?)refused.Json["error"]!["innerError"]!["client-request-id"]);
        Assert.Null(refused.Json["@odata.context"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", (string?)refused.Json["error"]!["innerError"]!["date"]);
    }

    [Fact]
    public async Task Get_WithAClientRequestId_GetsItBackInHeaderAndError()
    {
        const string mine = "0d9c5bcd-6ae2-4a1e-8b5a-3f5f6d6c1e11";

        var found = await _admin.AnswerAsync(HttpMethod.Get, Kim, headers: ("client-request-id", mine));
        var refused = await _admin.AnswerAsync(HttpMethod.Get, "/v1.0/nothing", headers: ("client-request-id", mine));

        Assert.Equal(mine, Header(found, "client-request-id"));
        Assert.NotEqual(mine, Header(found, "request-id"));
        Assert.Equal(mine, (string?)refused.Json["error"]!["innerError"]!["client-request-id"]);
    }

    [Theory]
    [InlineData("two words", "a space")]
    [InlineData("{\"a\":\"\u00e9\"}", "no ASCII")]
    [InlineData("", "empty")]
    public async Task Get_WithAnInvalidClientRequestId_GetsTheRequestIdInstead(string hostile, string because)
    {
        var found = (await _admin.AnswerAsync(HttpMethod.Get, Kim, headers: ("client-request-id", hostile))).Is(HttpStatusCode.OK);

        Assert.True(Header(found, "request-id") == Header(found, "client-request-id"), because);
    }

    [Fact]
    public async Task Get_WithAnEndlessClientRequestId_GetsTheRequestIdInstead()
    {
        var found = (await _admin.AnswerAsync(HttpMethod.Get, Kim, headers: ("client-request-id", new string('a', 4_000)))).Is(HttpStatusCode.OK);

        Assert.Equal(Header(found, "request-id"), Header(found, "client-request-id"));
    }

    [Fact]
    public async Task Get_WithConditionsAndPreferences_AnswersAsWithout()
    {
        var found = (await _admin.AnswerAsync(HttpMethod.Get, Kim, headers: [("If-None-Match", "*"), ("Prefer", "return=minimal")])).Is(HttpStatusCode.OK);
        var updated = await _admin.AnswerAsync(
            HttpMethod.Patch, Kim, """{"city":"Bonn"}""", headers: [("If-Match", "\"stale\""), ("Prefer", "return=representation")]);

        updated.Is(HttpStatusCode.NoContent);
        Assert.False(found.Headers.Contains("Preference-Applied"));
        Assert.False(updated.Headers.Contains("Preference-Applied"));
    }

    [Theory]
    [InlineData("graph.contoso.com", true)]
    [InlineData("localhost", false)]
    [InlineData("localhost:5443", false)]
    [InlineData("127.0.0.1:5443", false)]
    [InlineData("[::1]:5443", false)]
    [InlineData("graph.localhost", false)]
    public async Task Get_SaysStrictTransportToAllButTheMachineItself(string host, bool isSaid) =>
        Assert.Equal(
            isSaid,
            (await _admin.AnswerAsync(HttpMethod.Get, Kim, headers: ("Host", host))).Is(HttpStatusCode.OK).Headers.Contains("Strict-Transport-Security"));

    private static void AssertCommon(Answer answer)
    {
        Assert.Equal("no-cache", Header(answer, "Cache-Control"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("Accept-Encoding", Header(answer, "Vary"));
        Assert.True(Guid.TryParse(Header(answer, "request-id"), out _));
        Assert.Equal(Header(answer, "request-id"), Header(answer, "client-request-id"));
        Assert.StartsWith("""{"ServerInfo":{"DataCenter":""", Header(answer, "x-ms-ags-diagnostic"), StringComparison.Ordinal);
    }

    private static string Header(Answer answer, string name) => string.Join(",", answer.Headers.GetValues(name));

    // HttpClient formats the parsed value with spaces.
    private static string ContentType(Answer answer) => $"{answer.ContentHeaders.ContentType}".Replace(" ", "", StringComparison.Ordinal);
}
