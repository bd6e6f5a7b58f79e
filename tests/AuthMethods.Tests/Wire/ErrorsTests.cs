using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

/// <summary>The three spellings of error codes in parts of Graph, and the copy of the message that one of them adds.</summary>
public sealed class ErrorsTests() : AdminTests("global.admin")
{
    [Theory]
    [InlineData("GET", "users/nobody@nowhere.example/authentication/emailMethods", null, "resourceNotFound")]
    [InlineData("GET", "users/{balas}/authentication/emailMethods/3ddfcfc8-9383-446f-83cc-3ab9be4be18f", null, "resourceNotFound")]
    [InlineData("POST", "users/{balas}/authentication/emailMethods", """{"emailAddress":"none"}""", "badRequest")]
    [InlineData(
        "POST",
        "users/{balas}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490/resetPassword",
        """{"newPassword":"weak"}""",
        "badRequest")]
    public async Task Error_OfTheAuthenticationMethods_IsInCamelCaseAndRepeatsItsMessageFirst(string verb, string path, string? body, string code)
    {
        var refused = await CallAsync(verb, path, body);

        Assert.Equal(code, refused.ErrorCode);
        var inner = refused.Json["error"]!["innerError"]!.AsObject();
        Assert.Equal(["message", "date", "request-id", "client-request-id"], inner.Select(p => p.Key));
        Assert.Equal(refused.ErrorMessage, (string?)inner["message"]);
    }

    [Theory]
    [InlineData("GET", "users/nobody@nowhere.example", null, "Request_ResourceNotFound")]
    [InlineData("PATCH", "users/{balas}", """{"usageLocation":"Germany"}""", "Request_BadRequest")]
    [InlineData("GET", "users?$top=0", null, "Request_UnsupportedQuery")]
    [InlineData("POST", "me/changePassword", """{"currentPassword":"a","newPassword":"b"}""", "Request_BadRequest")]
    [InlineData("PATCH", "users/{balas}", "{", "BadRequest")]
    [InlineData("GET", "users/{balas}/authentication/nothing", null, "BadRequest")]
    [InlineData("POST", "users/{balas}/authentication/emailMethods", "{", "BadRequest")]
    public async Task Error_OfTheDirectoryOrTheGateway_DoesNotRepeatItsMessage(string verb, string path, string? body, string code)
    {
        var refused = await CallAsync(verb, path, body);

        Assert.Equal(code, refused.ErrorCode);
        Assert.Equal(["date", "request-id", "client-request-id"], refused.Json["error"]!["innerError"]!.AsObject().Select(p => p.Key));
        Assert.Equal(["code", "message", "innerError"], refused.Json["error"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task Denied_ReadsDifferentlyBelowAuthentication()
    {
        var kim = await _tenant.AsAsync("kim", "UserAuthenticationMethod.Read.All", "User.ReadWrite.All");

        var method = (await kim.GetAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/authentication/methods")).Is(HttpStatusCode.Forbidden, "accessDenied");
        var user = (await kim.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        Assert.Equal("Request Authorization failed", method.ErrorMessage);
        Assert.Equal("Request Authorization failed", (string?)method.Json["error"]!["innerError"]!["message"]);
        Assert.Equal("Insufficient privileges to complete the operation.", user.ErrorMessage);
        Assert.Null(user.Json["error"]!["innerError"]!["message"]);
    }

    private async Task<Answer> CallAsync(string verb, string path, string? body)
    {
        var answer = await _admin.AnswerAsync(new(verb), $"/v1.0/{path.Replace("{balas}", _tenant.Name("balas"), StringComparison.Ordinal)}", body);
        Assert.InRange((int)answer.Status, 400, 499);
        return answer;
    }
}
