using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

/// <summary>Unusual requests that tools and SDKs send.</summary>
public sealed class RequestShapesTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Theory]
    [InlineData("", "jobTitle", "Baker")]
    [InlineData("/authentication/phoneMethods/" + Mobile, "phoneNumber", "+1 2065550177")]
    [InlineData("/authentication/emailMethods/3ddfcfc8-9383-446f-83cc-3ab9be4be18f", "emailAddress", "kim@fabrikam.com")]
    public async Task Update_WithTheWholeObjectAsItWasRead_ChangesWhatChanged(string below, string property, string value)
    {
        foreach (var accept in new[] { "application/json", "application/json;odata.metadata=full" })
        {
            var read = (await _admin.AnswerAsync(HttpMethod.Get, Kim + below, headers: ("Accept", accept))).Is(HttpStatusCode.OK).Json;
            read[property] = value;
            read["@odata.etag"] = "W/\"1\"";

            (await _admin.PatchAnswerAsync(Kim + below, read.ToJsonString())).Is(HttpStatusCode.NoContent);
        }

        Assert.Equal(value, (string?)(await _admin.GetAnswerAsync(Kim + below)).Json[property]);
    }

    [Theory]
    [InlineData("application/json;odata.metadata=none", false, false)]
    [InlineData("application/json;odata.metadata=minimal", true, false)]
    [InlineData("application/json;odata.metadata=full", true, true)]
    [InlineData("*/*", true, false)]
    [InlineData("application/json, text/plain, */*", true, false)]
    [InlineData("text/html", true, false)]
    public async Task Get_WithAnAcceptOfAnySort_AnswersJsonWithTheMetadataAskedFor(string accept, bool hasContext, bool hasType)
    {
        var found = (await _admin.AnswerAsync(HttpMethod.Get, $"{Kim}/authentication/phoneMethods/{Mobile}", headers: ("Accept", accept)))
            .Is(HttpStatusCode.OK);

        Assert.Equal("application/json", found.ContentHeaders.ContentType!.MediaType);
        Assert.Equal((hasContext, hasType), (found.Json["@odata.context"] is not null, found.Json["@odata.type"] is not null));
    }

    [Theory]
    [InlineData("users('kim%40{domain}')")]
    [InlineData("users(userPrincipalName='kim%40{domain}')")]
    [InlineData("users('guest_fabrikam.com%23EXT%23@{domain}')")]
    [InlineData("users/guest_fabrikam.com%23EXT%23%40{domain}")]
    public async Task Get_WithAnEncodedKey_FindsTheUsersMethods(string user) =>
        (await _admin.GetAnswerAsync($"/v1.0/{user.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal)}/authentication/methods"))
            .Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("aws-chunked")]
    public async Task Write_WithACompressionNobodyKnows_Answers415SoThatTheClientSendsItPlain(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Kim)
        {
            Content = new StringContent("""{"city":"Bonn"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using var refused = await _admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Equal("BadRequest", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!["code"]);
    }

    [Fact]
    public async Task Write_ThatSaysItIsNotCompressed_IsRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Kim)
        {
            Content = new StringContent("""{"city":"Bonn"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "identity");

        Assert.Equal(HttpStatusCode.NoContent, (await _admin.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Call_ThatNeedsNoConsistencyLevel_TakesIt() =>
        (await _admin.AnswerAsync(HttpMethod.Get, $"{Kim}/authentication/methods", headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.OK);
}
