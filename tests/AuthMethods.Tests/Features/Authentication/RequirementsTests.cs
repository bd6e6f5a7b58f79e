using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Authentication;

/// <summary>Per-user multi-factor authentication.</summary>
public sealed class RequirementsTests() : AdminTests("auth.policy.admin")
{
    private string Kim => $"/beta/users/{_tenant.Name("kim")}/authentication/requirements";

    [Fact]
    public async Task Get_WhenNothingWasSet_AnswersDisabled()
    {
        Assert.Equal(
            $$"""{"@odata.context":"http://localhost/beta/$metadata#users('kim%40{{_tenant.Domain}}')/authentication/"""
                + """requirements","perUserMfaState":"disabled"}""",
            (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("""{"perUserMfaState":"enabled"}""", "enabled")]
    [InlineData("""{"perUserMfaState":"enforced"}""", "enforced")]
    [InlineData("""{"perUserMFAstate":"enforced"}""", "enforced")]
    [InlineData("""{"perUserMfaState":"Enforced"}""", "enforced")]
    public async Task Update_Answers204AndIsSeenOnTheUserOnBothVersions(string body, string expected)
    {
        var updated = (await _admin.PatchAnswerAsync(Kim, body)).Is(HttpStatusCode.NoContent);

        Assert.Empty(updated.Text);
        Assert.Equal(expected, (string?)(await _admin.GetAnswerAsync(Kim)).Json["perUserMfaState"]);
        foreach (var version in new[] { "v1.0", "beta" })
        {
            var user = (await _admin.GetAnswerAsync($"/{version}/users/{_tenant.Name("kim")}?$select=id,perUserMfaState")).Is(HttpStatusCode.OK);
            Assert.Equal(expected, (string?)user.Json["perUserMfaState"]);
        }
    }

    [Fact]
    public async Task Update_BackToDisabled_Works()
    {
        (await _admin.PatchAnswerAsync(Kim, """{"perUserMfaState":"enforced"}""")).Is(HttpStatusCode.NoContent);

        (await _admin.PatchAnswerAsync(Kim, """{"perUserMfaState":"disabled"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("disabled", (string?)(await _admin.GetAnswerAsync(Kim)).Json["perUserMfaState"]);
    }

    [Theory]
    [InlineData("""{"perUserMfaState":"on"}""", "badRequest", "an unknown state")]
    [InlineData("""{"perUserMfaState":null}""", "badRequest", "null")]
    [InlineData("""{"perUserMfaState":true}""", "BadRequest", "no text")]
    [InlineData("""{"state":"enforced"}""", "BadRequest", "an undeclared property")]
    [InlineData("{}", "BadRequest", "nothing")]
    public async Task Update_ToAnInvalidState_Answers400AndChangesNothing(string body, string code, string because)
    {
        var refused = await _admin.PatchAnswerAsync(Kim, body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal(code, refused.ErrorCode);
        Assert.Equal("disabled", (string?)(await _admin.GetAnswerAsync(Kim)).Json["perUserMfaState"]);
    }

    [Fact]
    public async Task TheUser_ShowsTheStateOnlyWhenItIsSelected()
    {
        Assert.False((await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}")).Is(HttpStatusCode.OK).Json.AsObject().ContainsKey("perUserMfaState"));
    }

    [Theory]
    [InlineData("auth.policy.admin", true, true)]
    [InlineData("global.admin", true, true)]
    [InlineData("global.reader", true, false)]
    [InlineData("auth.admin", false, false)]
    [InlineData("privileged.auth.admin", false, false)]
    [InlineData("user.admin", false, false)]
    [InlineData("megan", false, false)]
    public async Task GetAndUpdate_FollowRolesOfTheirOwn(string caller, bool mayRead, bool mayWrite)
    {
        var client = await _tenant.AsAsync(caller);

        Assert.Equal(mayRead ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await client.GetAnswerAsync(Kim)).Status);
        Assert.Equal(
            mayWrite ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden,
            (await client.PatchAnswerAsync(Kim, """{"perUserMfaState":"enforced"}""")).Status);
    }

    [Theory]
    [InlineData("Policy.Read.All", true, false)]
    [InlineData("Policy.ReadWrite.AuthenticationMethod", true, true)]
    [InlineData("UserAuthenticationMethod.ReadWrite.All", false, false)]
    public async Task GetAndUpdate_AskForPermissionsOfTheirOwn(string permission, bool mayRead, bool mayWrite)
    {
        foreach (var client in new[] { await _tenant.AsAsync("auth.policy.admin", permission), await _tenant.AsAppAsync(permission) })
        {
            Assert.Equal(mayRead ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await client.GetAnswerAsync(Kim)).Status);
            Assert.Equal(
                mayWrite ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden,
                (await client.PatchAnswerAsync(Kim, """{"perUserMfaState":"enforced"}""")).Status);
        }
    }

    [Fact]
    public async Task OnesOwn_CanBeReadAndNotWrittenWithoutARole()
    {
        var kim = await _tenant.AsAsync("kim");

        Assert.Equal("disabled", (string?)(await kim.GetAnswerAsync("/beta/me/authentication/requirements")).Is(HttpStatusCode.OK).Json["perUserMfaState"]);
        (await kim.PatchAnswerAsync("/beta/me/authentication/requirements", """{"perUserMfaState":"disabled"}""")).Is(HttpStatusCode.Forbidden, "accessDenied");
    }
}
