using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.EmailMethods;

public sealed class EmailMethodsTests() : AdminTests("global.admin")
{
    private const string Id = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f";

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/emailMethods";

    [Fact]
    public async Task Create_Answers201WithTheFixedIdAndWhereItIs()
    {
        var created = (await _admin.PostAnswerAsync(Balas, """{"emailAddress":"Balas@fabrikam.com"}""")).Is(HttpStatusCode.Created);

        Assert.Equal(Id, (string?)created.Json["id"]);
        Assert.Equal("Balas@fabrikam.com", (string?)created.Json["emailAddress"]);
        Assert.EndsWith("/authentication/emailMethods/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        var found = (await _admin.GetAnswerAsync(created.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal("Balas@fabrikam.com", (string?)found.Json["emailAddress"]);
    }

    [Fact]
    public async Task Create_WhenOneExists_Answers400AndKeepsIt()
    {
        (await _admin.PostAnswerAsync(Balas, """{"emailAddress":"first@fabrikam.com"}""")).Is(HttpStatusCode.Created);

        (await _admin.PostAnswerAsync(Balas, """{"emailAddress":"second@fabrikam.com"}""")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("first@fabrikam.com", (string?)(await _admin.GetAnswerAsync(Balas)).Value.Single()!["emailAddress"]);
    }

    [Theory]
    [InlineData("null", "missing")]
    [InlineData("\"\"", "empty")]
    [InlineData("\"kim\"", "no domain")]
    [InlineData("\"kim@contoso\"", "no dot in the domain")]
    [InlineData("\"kim@@contoso.com\"", "two @")]
    [InlineData("\"kim akers@contoso.com\"", "a space")]
    [InlineData("\"kim@contoso.com\\n\"", "a line break")]
    [InlineData("\"kim@.com\"", "an empty label")]
    public async Task Create_WithAnInvalidAddress_Answers400(string address, string because)
    {
        var refused = await _admin.PostAnswerAsync(Balas, $$"""{"emailAddress":{{address}}}""");

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("badRequest", refused.ErrorCode);
    }

    [Fact]
    public async Task Update_Answers204WithoutBodyAndReplacesTheAddress()
    {
        var kim = $"/v1.0/users/{_tenant.Name("kim")}/authentication/emailMethods";

        var updated = (await _admin.PatchAnswerAsync($"{kim}/{Id}", """{"emailAddress":"new@fabrikam.com"}""")).Is(HttpStatusCode.NoContent);

        Assert.Empty(updated.Text);
        Assert.Null(updated.ContentHeaders.ContentType);
        Assert.Equal("new@fabrikam.com", (string?)(await _admin.GetAnswerAsync($"{kim}/{Id}")).Json["emailAddress"]);
    }

    [Fact]
    public async Task Replace_TheHistoricVerb_Answers200WithTheMethod()
    {
        var replaced =
            (await _admin.PutAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/emailMethods/{Id}", """{"emailAddress":"new@fabrikam.com"}"""))
                .Is(HttpStatusCode.OK);

        Assert.Equal("new@fabrikam.com", (string?)replaced.Json["emailAddress"]);
    }

    [Fact]
    public async Task Delete_Answers204AndTheMethodIsGone()
    {
        var kim = $"/v1.0/users/{_tenant.Name("kim")}/authentication/emailMethods/{Id}";

        (await _admin.DeleteAnswerAsync(kim)).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync(kim)).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.DeleteAnswerAsync(kim)).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }
}
