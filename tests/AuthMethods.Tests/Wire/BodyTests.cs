using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class BodyTests() : AdminTests("global.admin")
{
    private const string NoContentType = "Write requests (excluding DELETE) must contain the Content-Type header declaration.";
    private const string NotJson = "Entity only allows writes with a JSON Content-Type header.";
    private const string Unreadable = "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";
    private const string Empty = "Empty Payload. JSON content expected.";

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}";

    private string Emails => $"{Balas}/authentication/emailMethods";

    [Theory]
    [InlineData(null, NoContentType)]
    [InlineData("text/plain", NotJson)]
    [InlineData("application/xml", NotJson)]
    [InlineData("application/x-www-form-urlencoded", NotJson)]
    [InlineData("multipart/form-data; boundary=x", NotJson)]
    [InlineData("json", NotJson)]
    public async Task Write_WithAnotherContentType_Answers400(string? contentType, string message)
    {
        var patched = await _admin.AnswerAsync(HttpMethod.Patch, Balas, """{"displayName":"x"}""", contentType);
        var posted = await _admin.AnswerAsync(HttpMethod.Post, Emails, """{"emailAddress":"a@fabrikam.com"}""", contentType);

        Assert.Equal(message, patched.Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);
        Assert.Equal(message, posted.Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);
    }

    [Theory]
    [InlineData("application/json;odata.metadata=minimal;IEEE754Compatible=false")]
    [InlineData("APPLICATION/JSON; charset=utf-8")]
    [InlineData("application/vnd.contoso+json")]
    [InlineData("text/json")]
    public async Task Write_WithAnySortOfJson_IsRead(string contentType) =>
        (await _admin.AnswerAsync(HttpMethod.Patch, Balas, """{"displayName":"x"}""", contentType)).Is(HttpStatusCode.NoContent);

    [Theory]
    [InlineData("{", "cut off")]
    [InlineData("{\"displayName\":\"a\",}", "a comma too many")]
    [InlineData("{displayName:'a'}", "no quotes")]
    [InlineData("{} {}", "two objects")]
    [InlineData("// a\n{\"displayName\":\"a\"}", "a comment")]
    [InlineData("[]", "an array")]
    [InlineData("[{\"displayName\":\"a\"}]", "an array of objects")]
    [InlineData("\"x\"", "a text")]
    [InlineData("7", "a number")]
    [InlineData("true", "a truth")]
    [InlineData("{\"displayName\":\"a\",\"displayName\":\"b\"}", "the same property twice")]
    [InlineData("{\"displayName\":\"a\",\"DisplayName\":\"b\"}", "the same property in two spellings")]
    [InlineData("{\"displayName\":\"\\ud800\"}", "a lone surrogate")]
    [InlineData("{\"\\udc00\":\"a\"}", "a name that is a lone surrogate")]
    [InlineData("{\"passwordProfile\":{\"\\udc00\":\"a\"}}", "a lone surrogate further in")]
    [InlineData("<user/>", "no JSON at all")]
    [InlineData(" ", "only a space")]
    public async Task Write_WithABodyThatIsNoJsonObject_Answers400(string body, string because)
    {
        foreach (var refused in new[] { await _admin.PatchAnswerAsync(Balas, body), await _admin.PostAnswerAsync(Emails, body) })
        {
            Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
            Assert.Equal(("BadRequest", Unreadable), (refused.ErrorCode, refused.ErrorMessage));
        }
    }

    [Fact]
    public async Task Write_NestedWithoutEnd_Answers400()
    {
        var deep = $$"""{"displayName":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}""";

        Assert.Equal(Unreadable, (await _admin.PatchAnswerAsync(Balas, deep)).Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);
    }

    [Fact]
    public async Task Write_WithBytesThatAreNoUtf8_Answers400()
    {
        var refused = await SendAsync(HttpMethod.Patch, Balas, [.. "{\"displayName\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Write_WithANul_Answers400AndKeepsTheOldValue()
    {
        (await _admin.PatchAnswerAsync(Balas, "{\"displayName\":\"a\\u0000b\"}")).Is(HttpStatusCode.BadRequest);
        (await _admin.PostAnswerAsync(Emails, "{\"emailAddress\":\"a\\u0000@fabrikam.com\"}")).Is(HttpStatusCode.BadRequest);

        Assert.Equal("Balas Jansen", (string?)(await _admin.GetAnswerAsync(Balas)).Json["displayName"]);
    }

    [Fact]
    public async Task Write_WithAByteOrderMark_IsRead() =>
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Patch, Balas, [.. Encoding.UTF8.Preamble, .. "{\"city\":\"Bonn\"}"u8])).StatusCode);

    [Fact]
    public async Task Write_Compressed_IsRead()
    {
        var created = await SendAsync(HttpMethod.Post, Emails, Gzip("""{"emailAddress":"a@fabrikam.com"}"""), "gzip");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Write_WithInvalidCompression_Answers400(string encoding)
    {
        var refused = await SendAsync(HttpMethod.Patch, Balas, """{"city":"Bonn"}"""u8.ToArray(), encoding);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(Unreadable, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task TokenRequest_WithInvalidCompression_Answers400(string encoding)
    {
        using var form = new ByteArrayContent("grant_type=password&x=y"u8.ToArray());
        form.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        form.Headers.ContentEncoding.Add(encoding);

        using var refused = await _admin.PostAsync("/common/oauth2/v2.0/token", form);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("invalid_request", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATCH", "", null)]
    [InlineData("PATCH", "", "")]
    [InlineData("PATCH", "", "{}")]
    [InlineData("PATCH", "", "null")]
    [InlineData("POST", "/authentication/emailMethods", null)]
    [InlineData("POST", "/authentication/emailMethods", "{}")]
    [InlineData("POST", "/authentication/phoneMethods", "{}")]
    public async Task Write_WithoutAnyProperty_Answers400(string verb, string below, string? body) =>
        Assert.Equal(Empty, (await _admin.AnswerAsync(new(verb), Balas + below, body)).Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("", "application/x-www-form-urlencoded")]
    public async Task Action_WithoutParameters_TakesEveryFormOfNoBody(string? body, string? contentType) =>
        (await _admin.AnswerAsync(HttpMethod.Post, $"{Balas}/revokeSignInSessions", body, contentType)).Is(HttpStatusCode.OK);

    [Fact]
    public async Task Action_WithAForm_Answers400AndDoesNothing()
    {
        var reset = $"{Balas}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword";

        var refused = (await _admin.AnswerAsync(HttpMethod.Post, reset, "newPassword=Quiet-River-7&id=x", "application/x-www-form-urlencoded"))
            .Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal(NotJson, refused.ErrorMessage);
        Assert.Empty((await _admin.GetAnswerAsync($"{Balas}/authentication/operations")).Value);
    }

    [Theory]
    [InlineData("#microsoft.graph.emailAuthenticationMethod")]
    [InlineData("microsoft.graph.emailAuthenticationMethod")]
    public async Task Create_WithTheTypeThatFits_Answers201(string type) => (await _admin.PostAnswerAsync(
        Emails, $$"""{"@odata.type":"{{type}}","emailAddress":"a@fabrikam.com","@odata.etag":"x"}""")).Is(HttpStatusCode.Created);

    [Theory]
    [InlineData("#microsoft.graph.phoneAuthenticationMethod")]
    [InlineData("#microsoft.graph.user")]
    [InlineData("nonsense")]
    public async Task Create_WithATypeThatDoesNotFit_Answers400(string type)
    {
        var refused = await _admin.PostAnswerAsync(Emails, $$"""{"@odata.type":"{{type}}","emailAddress":"a@fabrikam.com"}""");

        Assert.Contains(type, refused.Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithReadOnlyProperties_IgnoresThem()
    {
        var created = (await _admin.PostAnswerAsync(
            $"{Balas}/authentication/phoneMethods",
            """{"id":"00000000-0000-0000-0000-000000000001","phoneNumber":"+1 """
                + """5555550123","PHONETYPE":"Mobile","smsSignInState":"ready","createdDateTime":"2001-01-01T00:00:00Z"}""")).Is(HttpStatusCode.Created);

        Assert.Equal("3179e48a-750b-4051-897c-87b9720928f7", (string?)created.Json["id"]);
        Assert.NotEqual("ready", (string?)created.Json["smsSignInState"]);
        Assert.DoesNotContain("2001", created.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/authentication/emailMethods", """{"emailAddress":"a@fabrikam.com","colour":"red"}""", "colour")]
    [InlineData("/authentication/phoneMethods", """{"phoneNumber":"+1 5555550123","phoneType":"mobile","emailAddress":null}""", "emailAddress")]
    public async Task Create_WithAnUndeclaredProperty_Answers400AndNamesIt(string below, string body, string property) => Assert.Contains(
        $"'{property}'",
        (await _admin.PostAnswerAsync(Balas + below, body)).Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"emailAddress":7}""")]
    [InlineData("""{"emailAddress":{"address":"a@fabrikam.com"}}""")]
    [InlineData("""{"emailAddress":["a@fabrikam.com"]}""")]
    [InlineData("""{"emailAddress":true}""")]
    public async Task Create_WithAValueOfAnotherType_Answers400(string body) =>
        (await _admin.PostAnswerAsync(Emails, body)).Is(HttpStatusCode.BadRequest, "BadRequest");

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[] body, string? encoding = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        return await _admin.SendAsync(request);
    }

    private static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
