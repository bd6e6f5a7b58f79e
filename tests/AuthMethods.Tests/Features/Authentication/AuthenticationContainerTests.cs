using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Authentication;

/// <summary><c>/users/{key}/authentication</c>, and the segments that each version has below it.</summary>
public sealed class AuthenticationContainerTests() : AdminTests("global.admin")
{
    private static readonly Guid Kim = SampleTenant.UserId(22);

    [Fact]
    public async Task Get_OnV1_AnswersTheIdAlone()
    {
        Assert.Equal(
            $$"""{"@odata.context":"http://localhost/v1.0/$metadata#users('{{Kim}}')/authentication/$entity","id":"{{Kim}}"}""",
            (await _admin.GetAnswerAsync($"/v1.0/users/{Kim}/authentication")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Get_OnBeta_AddsPreferencesAndRequirements()
    {
        var container = (await _admin.GetAnswerAsync($"/beta/users/{Kim}/authentication")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(Kim.ToString(), (string?)container["id"]);
        Assert.Equal("disabled", (string?)container["requirements"]!["perUserMfaState"]);
        Assert.Equal("sms", (string?)container["signInPreferences"]!["userPreferredMethodForSecondaryAuthentication"]);
        Assert.True((bool)container["signInPreferences"]!["isSystemPreferredAuthenticationMethodEnabled"]!);
    }

    [Fact]
    public async Task Get_OfOneself_Works()
    {
        var kim = await _tenant.AsAsync("kim", "UserAuthenticationMethod.Read");

        Assert.Equal(Kim.ToString(), (string?)(await kim.GetAnswerAsync("/v1.0/me/authentication")).Is(HttpStatusCode.OK).Json["id"]);
    }

    [Theory]
    [InlineData("GET", "signInPreferences")]
    [InlineData("PATCH", "signInPreferences")]
    [InlineData("GET", "requirements")]
    [InlineData("PATCH", "requirements")]
    [InlineData("GET", "states")]
    public async Task BetaSegments_OnV1_AreUnknown(string verb, string segment)
    {
        foreach (var user in new[] { $"users/{Kim}", "me" })
        {
            var unknown = (await _admin.AnswerAsync(new(verb), $"/v1.0/{user}/authentication/{segment}", verb == "PATCH" ? "{}" : null))
                .Is(HttpStatusCode.BadRequest, "BadRequest");

            Assert.Equal($"Resource not found for the segment '{segment}'.", unknown.ErrorMessage);
        }
    }

    [Fact]
    public async Task BetaSegments_OnV1_AreUnknownEvenToCallersWithoutPermission()
    {
        (await (await _tenant.AsAsync("megan", "User.Read")).GetAnswerAsync($"/v1.0/users/{Kim}/authentication/requirements"))
            .Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PATCH", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/signInPreferences")]
    [InlineData("PUT", "/signInPreferences")]
    [InlineData("DELETE", "/signInPreferences")]
    [InlineData("POST", "/requirements")]
    [InlineData("PUT", "/requirements")]
    [InlineData("DELETE", "/requirements")]
    public async Task OtherVerbs_Answer405(string verb, string path)
    {
        (await _admin.AnswerAsync(new(verb), $"/beta/users/{Kim}/authentication{path}", verb == "DELETE" ? null : "{}"))
            .Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");
    }
}
