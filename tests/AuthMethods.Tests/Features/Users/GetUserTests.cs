using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

public sealed class GetUserTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task Get_AnswersTheElevenDefaultPropertiesIdLast()
    {
        var byName = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
        var me = (await (await _tenant.AsAsync("kim", "User.Read")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

        foreach (var found in new[] { byName, me })
        {
            Assert.Equal(
                [
                    "@odata.context", "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation",
                    "preferredLanguage", "surname", "userPrincipalName", "id",
                ],
                found.Json.AsObject().Select(p => p.Key));
        }

        Assert.Equal(byName.Text, me.Text);
    }

    [Fact]
    public async Task Get_WithSelect_AnswersThatAndNoIdInDeclaredSpelling()
    {
        var found = (await _admin.GetAnswerAsync($"{Kim}?$select=DisplayName,accountenabled")).Is(HttpStatusCode.OK);

        Assert.Equal(["@odata.context", "displayName", "accountEnabled"], found.Json.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task Get_WithSelectOfWhatIsNotDefault_AnswersItsValues()
    {
        var found = (await _admin.GetAnswerAsync(
            $"{Kim}?$select=otherMails,proxyAddresses,imAddresses,createdDateTime,deletedDateTime,onPremisesSyncEnabled,userType,creationType,"
                + "passwordProfile,identities,perUserMfaState"))
            .Is(HttpStatusCode.OK).Json;

        foreach (var list in new[] { "otherMails", "proxyAddresses", "imAddresses" }) Assert.Equal("[]", found[list]!.ToJsonString());
        foreach (var none in new[] { "deletedDateTime", "onPremisesSyncEnabled", "creationType" })
        {
            Assert.True(found.AsObject().ContainsKey(none) && found[none] is null, none);
        }

        Assert.Equal(("Member", "disabled"), ((string)found["userType"]!, (string)found["perUserMfaState"]!));
        Assert.Null(found["passwordProfile"]!["password"]);
        Assert.Equal(_tenant.Name("kim"), (string?)found["identities"]![0]!["issuerAssignedId"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", (string?)found["createdDateTime"]);
    }

    [Theory]
    [InlineData("v1.0", "nonsense")]
    [InlineData("v1.0", "id,streetAddress2")]
    [InlineData("v1.0", "refreshTokensValidFromDateTime")]
    [InlineData("beta", "nonsense")]
    public async Task Get_WithSelectOfWhatIsNotDeclared_Answers400(string version, string select)
    {
        var refused = (await _admin.GetAnswerAsync($"/{version}/users/{_tenant.Name("kim")}?$select={select}"))
            .Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");

        Assert.Equal($"Property '{select.Split(',')[^1]}' does not exist as a declared property or extension property.", refused.ErrorMessage);
    }

    [Fact]
    public async Task Get_OnBeta_ShowsBothNamesOfTheSessionTimeEqual()
    {
        var found =
            (await _admin.GetAnswerAsync($"/beta/users/{_tenant.Name("kim")}?$select=refreshTokensValidFromDateTime,signInSessionsValidFromDateTime"))
                .Is(HttpStatusCode.OK).Json;

        Assert.Equal((string?)found["signInSessionsValidFromDateTime"], (string?)found["refreshTokensValidFromDateTime"]);
    }

    [Fact]
    public async Task Get_WithAnUnknownExpand_Answers400() => (await _admin.GetAnswerAsync($"{Kim}?$expand=ownedObjects")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Theory]
    [InlineData("nobody@nowhere.example")]
    [InlineData("99999999-0000-4000-8000-000000000001")]
    [InlineData("%C3%A9l%C3%A8ve@nowhere.example")]
    [InlineData("%F0%9F%94%91")]
    [InlineData("a%2Fb")]
    [InlineData("%22%3C%3E")]
    public async Task Get_OfNobody_Answers404AndNamesTheKey(string key)
    {
        var refused = (await _admin.GetAnswerAsync($"/v1.0/users/{key}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");

        Assert.EndsWith("does not exist or one of its queried reference-property objects are not present.", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAnotherWithoutAPermissionOnOthers_Answers403() =>
        (await (await _tenant.AsAsync("adele", "User.Read")).GetAnswerAsync(Kim)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

    [Fact]
    public async Task Get_OfOneselfByName_NeedsNoMoreThanMe() =>
        (await (await _tenant.AsAsync("kim", "User.Read")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("KIM")}")).Is(HttpStatusCode.OK);
}
