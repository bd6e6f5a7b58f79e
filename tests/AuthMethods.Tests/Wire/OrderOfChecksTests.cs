using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

/// <summary>A request with several faults is refused for the first: token, address, verb, /me, permission, object, body.</summary>
public sealed class OrderOfChecksTests : TenantTests
{
    [Theory]
    [InlineData("GET", "/v1.0/nothing")]
    [InlineData("PUT", "/v1.0/users")]
    [InlineData("GET", "/v1.0/me")]
    [InlineData("GET", "/v1.0/users/nobody@nowhere.example")]
    [InlineData("POST", "/v1.0/users")]
    public async Task Call_WithoutToken_Answers401WhateverElseIsWrong(string verb, string path)
    {
        var refused = await _tenant.Server.Client().AnswerAsync(new(verb), path, "{", "text/plain");

        Assert.Equal("Access token is empty.", refused.Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken").ErrorMessage);
    }

    [Fact]
    public async Task Call_OfAnUnknownSegmentWithoutPermission_Answers400()
    {
        var weak = await _tenant.AsAsync("kim", "User.Read");

        (await weak.PostAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/authentication/nothing", "{")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Call_WithAWrongVerbWithoutPermission_Answers405()
    {
        var weak = await _tenant.AsAsync("kim", "User.Read");

        (await weak.PutAnswerAsync("/v1.0/users", "{")).Is(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Call_OfMeByAnAppWithAWrongVerb_Answers405() =>
        (await (await _tenant.AsAppAsync("User.Read.All")).DeleteAnswerAsync("/v1.0/me")).Is(HttpStatusCode.MethodNotAllowed);

    [Theory]
    [InlineData("GET", "/v1.0/me")]
    [InlineData("GET", "/beta/Me/authentication/methods")]
    [InlineData("POST", "/v1.0/me/changePassword")]
    [InlineData("POST", "/v1.0/me/authentication/phoneMethods")]
    public async Task Call_OfMeByAnAppWithoutPermission_Answers400(string verb, string path)
    {
        var app = await _tenant.AsAppAsync("Policy.Read.All");

        var refused = (await app.AnswerAsync(new(verb), path, "{")).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal("/me request is only valid with delegated authentication flow.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("/v1.0/users/nobody@nowhere.example", "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("/v1.0/users/nobody@nowhere.example/authentication/phoneMethods", "accessDenied", "Request Authorization failed")]
    public async Task Call_ForAUserWhoDoesNotExistWithoutPermission_Answers403(string path, string code, string message)
    {
        var weak = await _tenant.AsAsync("kim", "Policy.Read.All");

        Assert.Equal(message, (await weak.GetAnswerAsync(path)).Is(HttpStatusCode.Forbidden, code).ErrorMessage);
    }

    [Theory]
    [InlineData("/authentication/phoneMethods", "resourceNotFound", "Resource not found.")]
    [InlineData(
        "/revokeSignInSessions",
        "Request_ResourceNotFound",
        "Resource 'nobody@nowhere.example' does not exist or one of its queried reference-property objects are not present.")]
    public async Task Call_ForAUserWhoDoesNotExistWithAnUnreadableBody_Answers404(string below, string code, string message)
    {
        var admin = await _tenant.AsAsync("global.admin");

        Assert.Equal(message, (await admin.PostAnswerAsync($"/v1.0/users/nobody@nowhere.example{below}", "{")).Is(HttpStatusCode.NotFound, code).ErrorMessage);
    }
}
