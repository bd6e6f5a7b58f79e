using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PasswordMethods;

public sealed class PasswordMethodsTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}/authentication/passwordMethods";

    [Fact]
    public async Task List_AnswersTheOnePasswordAndNeverItsValue()
    {
        var list = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        Assert.Equal($"http://localhost/v1.0/$metadata#users('kim%40{_tenant.Domain}')/authentication/passwordMethods", (string?)list.Json["@odata.context"]);
        AssertIsThePassword(Assert.Single(list.Value)!.AsObject());
        Assert.Equal("1", (await _admin.GetAnswerAsync($"{Kim}/$count")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Get_AnswersThePasswordWithoutType()
    {
        var password = (await _admin.GetAnswerAsync($"{Kim}/{MethodIds.Password}")).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.EndsWith("/authentication/passwordMethods/$entity", (string?)password["@odata.context"], StringComparison.Ordinal);
        password.Remove("@odata.context");
        AssertIsThePassword(password);
    }

    [Fact]
    public async Task Get_OfAnotherId_Answers404()
    {
        (await _admin.GetAnswerAsync($"{Kim}/{MethodIds.Mobile}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PATCH", "/" + MethodIds.Password)]
    [InlineData("PUT", "/" + MethodIds.Password)]
    [InlineData("DELETE", "/" + MethodIds.Password)]
    public async Task EveryWrite_Answers405(string verb, string path)
    {
        var refused = (await _admin.AnswerAsync(new(verb), Kim + path, verb == "DELETE" ? null : """{"password":"Another-1!"}"""))
            .Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");

        Assert.Equal("Specified HTTP method is not allowed for the request target.", refused.ErrorMessage);
    }

    [Fact]
    public async Task ChangePassword_BelowTheMethod_IsAnUnknownSegment()
    {
        var unknown = (await _admin.PostAnswerAsync($"{Kim}/{MethodIds.Password}/changePassword", "{}")).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal("Resource not found for the segment 'changePassword'.", unknown.ErrorMessage);
    }

    private static void AssertIsThePassword(JsonObject password)
    {
        Assert.Equal(["id", "password", "createdDateTime"], password.Select(p => p.Key));
        Assert.Equal(MethodIds.Password, (string?)password["id"]);
        Assert.Null(password["password"]);
        Assert.Equal(TimeSpan.Zero, ((DateTimeOffset)password["createdDateTime"]!).Offset);
    }
}
