using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using static AuthMethods.Tests.Features.Batch.Batches;

namespace AuthMethods.Tests.Features.Batch;

public sealed class BatchTests() : AdminTests("global.admin")
{
    private string Kim => $"users/{_tenant.Name("kim")}";

    private string Balas => $"users/{_tenant.Name("balas")}";

    [Fact]
    public async Task Batch_OfReadsAndWrites_AnswersEachAsIfItHadBeenSentAlone()
    {
        var responses = (await _admin.SendBatchAsync(
            Get("1", $"/{Kim}?$select=id,displayName"),
            Entry("2", "PATCH", Balas, new JsonObject { ["city"] = "Bonn" }),
            Entry("3", "POST", $"/{Balas}/authentication/emailMethods", new JsonObject { ["emailAddress"] = "balas@fabrikam.com" }),
            Get("4", "/users/nobody@nowhere.example"),
            Entry("5", "DELETE", "/users"),
            Get("6", "/nothing"))).Responses();

        Assert.Equal([200, 204, 201, 404, 405, 400], responses.Values.Select(r => r.Status()));
        Assert.Equal(SampleTenant.UserId(22).ToString(), (string?)responses["1"]["body"]!["id"]);
        Assert.Null(responses["2"]["body"]);
        Assert.Equal("Request_ResourceNotFound", responses["4"].Code());
        Assert.Equal("Request_BadRequest", responses["5"].Code());
        Assert.Equal("Resource not found for the segment 'nothing'.", (string?)responses["6"]["body"]!["error"]!["message"]);
        Assert.Equal("Bonn", (string?)(await _admin.GetAnswerAsync($"/v1.0/{Balas}?$select=city")).Json["city"]);
    }

    [Fact]
    public async Task Batch_AnswersTheHeadersOfEachEntry()
    {
        var responses = (await _admin.SendBatchAsync(
            Get("read", $"/{Kim}"),
            Entry("create", "POST", $"/{Balas}/authentication/emailMethods", new JsonObject { ["emailAddress"] = "balas@fabrikam.com" }),
            Entry("update", "PATCH", Balas, new JsonObject { ["city"] = "Bonn" }))).Responses();

        Assert.All(responses.Values, r => Assert.Equal("no-cache", r.Header("Cache-Control")));
        Assert.StartsWith("application/json;odata.metadata=minimal", responses["read"].Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("4.0", responses["read"].Header("OData-Version"));
        Assert.Equal("1", responses["read"].Header("x-ms-resource-unit"));
        Assert.StartsWith("http://localhost/v1.0/users(", responses["create"].Header("Location"), StringComparison.Ordinal);
        Assert.Null(responses["update"].Header("Content-Type"));
        Assert.Equal(3, responses.Values.Select(r => r.Header("request-id")).Distinct().Count());
    }

    [Fact]
    public async Task Batch_AnswersPlainJsonWithTheHeadersOfAnyCall()
    {
        var answer = (await _admin.SendBatchAsync(Get("1", $"/{Kim}"))).Is(HttpStatusCode.OK);

        Assert.Equal("application/json", answer.ContentHeaders.ContentType!.ToString());
        Assert.True(answer.Headers.Contains("request-id"));
        Assert.Equal(["responses"], answer.Json.AsObject().Select(m => m.Key));
    }

    [Fact]
    public async Task Batch_WithNumbersForIds_AnswersThemAsTexts()
    {
        var answer = await _admin.SendBatchAsync("beta",
            Entry(0, "PATCH", $"{Kim}/authentication/requirements", new JsonObject { ["perUserMFAstate"] = "enforced" }),
            Get(1, Kim));

        Assert.All(answer.Responses().Values, r => Assert.Equal(System.Text.Json.JsonValueKind.String, r["id"]!.GetValueKind()));
        Assert.Equal([204, 200], new[] { "0", "1" }.Select(id => answer.Responses()[id].Status()));
    }

    [Theory]
    [InlineData("/users?$top=3&$select=id")]
    [InlineData("users?$top=3&$select=id")]
    [InlineData("/Users?%24top=3&%24select=id")]
    [InlineData("/users/?$top=3&$select=id#fragment")]
    public async Task Entry_WithAQueryString_IsAnsweredByIt(string url)
    {
        var body = (await _admin.SendBatchAsync(Get("1", url))).Responses()["1"]["body"]!;

        Assert.Equal(3, body["value"]!.AsArray().Count);
        Assert.Equal("http://localhost/v1.0/$metadata#users(id)", (string?)body["@odata.context"]);
        Assert.StartsWith("http://localhost/v1.0/", (string?)body["@odata.nextLink"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kim%40{domain}")]
    [InlineData("KIM@{domain}")]
    [InlineData("guest_fabrikam.com%23EXT%23@{domain}")]
    public async Task Entry_WithAKeyInAnyForm_FindsTheUser(string key)
    {
        var plain = key.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal);

        var responses = (await _admin.SendBatchAsync(Get("plain", $"/users/{plain}"), Get("bracketed", $"/users('{plain}')"))).Responses();

        Assert.All(responses.Values, r => Assert.Equal(200, r.Status()));
    }

    [Fact]
    public async Task Entry_WithAHeaderOfItsOwn_IsAnsweredByIt()
    {
        var count = Get("with", "/users/$count");
        count["headers"] = new JsonObject { ["ConsistencyLevel"] = "eventual", ["client-request-id"] = "mine" };

        var responses = (await _admin.SendBatchAsync(count, Get("without", "/users/$count"))).Responses();

        Assert.Equal("mine", responses["with"].Header("client-request-id"));
        Assert.Equal("23", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)responses["with"]["body"]!)));
        Assert.Equal(400, responses["without"].Status());
    }

    [Fact]
    public async Task Entry_WithTheAddressOfAnotherHost_GetsLinksToThisOne()
    {
        var entry = Get("1", "/users?$top=1");
        entry["headers"] = new JsonObject { ["Host"] = "elsewhere.example", ["X-Forwarded-Host"] = "elsewhere.example", ["Content-Length"] = "7" };

        Assert.DoesNotContain("elsewhere", (await _admin.SendBatchAsync(entry)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/me")]
    [InlineData("http://localhost/v1.0/me")]
    [InlineData("//localhost/v1.0/me")]
    [InlineData("\\\\localhost\\me")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:kim")]
    public async Task Entry_WithAnAbsoluteUrl_Answers400(string url)
    {
        var response = (await _admin.SendBatchAsync(Get("1", url))).Responses()["1"];

        Assert.Equal((400, "BadRequest"), (response.Status(), response.Code()));
    }

    [Theory]
    [InlineData("/../beta/me")]
    [InlineData("/v1.0/me")]
    [InlineData("/%2e%2e/beta/me")]
    [InlineData("/../authmethods")]
    [InlineData("../health/live")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("?$select=id")]
    [InlineData("/users/%00")]
    public async Task Entry_ThatLeavesItsVersion_GetsNowhere(string url) =>
        Assert.Equal(400, (await _admin.SendBatchAsync(Get("1", url))).Responses()["1"].Status());

    [Theory]
    [InlineData("$batch")]
    [InlineData("/$batch")]
    [InlineData("/%24BATCH/")]
    public async Task Entry_ThatIsABatch_Answers400(string url)
    {
        var inner = new JsonObject { ["requests"] = new JsonArray(Get("1", $"/{Kim}")) };

        var response = (await _admin.SendBatchAsync(Entry("1", "POST", url, inner))).Responses()["1"];

        Assert.Equal((400, "A batch cannot be part of a batch."), (response.Status(), (string?)response["body"]!["error"]!["message"]));
    }

    [Fact]
    public async Task Entry_WithABodyButNoContentType_Answers400Alone()
    {
        var email = new JsonObject { ["emailAddress"] = "balas@fabrikam.com" };

        var responses = (await _admin.SendBatchAsync(
            Entry("none", "POST", $"/{Balas}/authentication/emailMethods", email, contentType: null), Get("read", $"/{Kim}"))).Responses();

        Assert.Equal(
            "Write requests (excluding DELETE) must contain the Content-Type header declaration.",
            (string?)responses["none"]["body"]!["error"]!["message"]);
        Assert.Equal(200, responses["read"].Status());
    }

    [Fact]
    public async Task Entry_WithABodyInBase64_IsReadAsItsContentTypeSays()
    {
        var responses = (await _admin.SendBatchAsync(
            Entry("text", "PATCH", $"/{Balas}", Convert.ToBase64String("city=Bonn"u8), "text/plain"),
            Entry("none", "PATCH", $"/{Balas}", "not base64!", "text/plain"),
            Entry("json", "PATCH", $"/{Balas}", Convert.ToBase64String("{}"u8)))).Responses();

        Assert.Equal("Entity only allows writes with a JSON Content-Type header.", (string?)responses["text"]["body"]!["error"]!["message"]);
        Assert.Equal([400, 400, 400], responses.Values.Select(r => r.Status()));
    }

    [Fact]
    public async Task Action_InABatch_TakesAnEmptyObjectOrNothing()
    {
        var responses = (await _admin.SendBatchAsync(
            Entry("object", "POST", $"/{Kim}/revokeSignInSessions", new JsonObject()),
            Entry("nothing", "POST", $"/{Balas}/revokeSignInSessions"))).Responses();

        Assert.All(responses.Values, r => Assert.Equal(200, r.Status()));
    }

    [Theory]
    [InlineData("""{"id":"1","url":"/users"}""")]
    [InlineData("""{"id":"1","method":"GET"}""")]
    [InlineData("""{"id":"1","method":7,"url":"/users"}""")]
    [InlineData("""{"id":"1","method":"GET","url":["/users"]}""")]
    [InlineData("""{"id":"1","method":"GET","url":"/users","headers":"Accept: */*"}""")]
    [InlineData("""{"id":"1","method":"GET","url":"/users","headers":{"Accept":["*/*"]}}""")]
    [InlineData("""{"id":"1","method":"GET","url":"/users\u0000"}""")]
    public async Task Entry_ThatIsIncomplete_Answers400Alone(string entry)
    {
        var responses = (await _admin.PostAnswerAsync("/v1.0/$batch", $$"""{"requests":[{{entry}},{"id":"2","method":"get","url":"{{Kim}}"}]}""")).Responses();

        Assert.Equal((400, "BadRequest", 200), (responses["1"].Status(), responses["1"].Code(), responses["2"].Status()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{"requests":{}}""")]
    [InlineData("""{"requests":[7]}""")]
    [InlineData("""{"requests":[{"method":"GET","url":"/me"}]}""")]
    [InlineData("""{"requests":[{"id":"","method":"GET","url":"/me"}]}""")]
    [InlineData("""{"requests":[{"id":true,"method":"GET","url":"/me"}]}""")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/me"},{"id":"A","method":"GET","url":"/me"}]}""")]
    [InlineData("""{"requests":[{"id":1,"method":"GET","url":"/me"},{"id":"1","method":"GET","url":"/me"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/me","dependsOn":["2"]}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/me","dependsOn":["1"]}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/me","dependsOn":"1"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/me","dependsOn":["2"]},{"id":"2","method":"GET","url":"/me","dependsOn":["1"]}]}""")]
    public async Task Batch_OfAnInvalidForm_Answers400AsAWhole(string? body) =>
        (await _admin.PostAnswerAsync("/v1.0/$batch", body)).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task Batch_OfTwenty_IsAnsweredAndOfOneMoreIsNot()
    {
        JsonObject[] Reads(int count) => [.. Enumerable.Range(1, count).Select(i => Get($"{i}", $"/{Kim}"))];

        Assert.Equal(20, (await _admin.SendBatchAsync(Reads(20))).Responses().Count);
        (await _admin.SendBatchAsync(Reads(21))).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task Batch_WithAnotherVerb_Answers405(string verb) =>
        Assert.Equal("POST", string.Join(", ", (await _admin.AnswerAsync(new(verb), "/v1.0/$batch")).Is(HttpStatusCode.MethodNotAllowed).ContentHeaders.Allow));
}
