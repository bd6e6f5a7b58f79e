using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Directory;
using AuthMethods.Features.Users;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Tests.Features.Users;

public sealed class UpdateUserTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task Update_ChangesWhatWasSentAndNothingElse()
    {
        var before = (await _admin.GetAnswerAsync(Kim)).Json;

        (await _admin.PatchAnswerAsync(Kim, """{"JobTitle":"Baker","businessPhones":["+1 425 555 0109"]}""")).Is(HttpStatusCode.NoContent);

        var after = (await _admin.GetAnswerAsync(Kim)).Json;
        Assert.Equal(("Baker", "+1 425 555 0109"), ((string)after["jobTitle"]!, (string)after["businessPhones"]![0]!));
        (before["jobTitle"], before["businessPhones"]) = ("Baker", new JsonArray("+1 425 555 0109"));
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task Update_WithNull_ClearsAProperty(string nothing)
    {
        (await _admin.PatchAnswerAsync(Kim, $$"""{"givenName":{{nothing}}}""")).Is(HttpStatusCode.NoContent);

        Assert.Null((await _admin.GetAnswerAsync(Kim)).Json["givenName"]);
    }

    [Theory]
    [InlineData("displayName", "null", "it cannot be cleared")]
    [InlineData("displayName", "\"\"", "it cannot be cleared")]
    [InlineData("displayName", "\"  \"", "it cannot be cleared")]
    [InlineData("userPrincipalName", "null", "it cannot be cleared")]
    [InlineData("mailNickname", "null", "it cannot be cleared")]
    [InlineData("accountEnabled", "null", "it cannot be cleared")]
    [InlineData("businessPhones", "[\"+1 425 555 0109\",\"+1 425 555 0110\"]", "at most one")]
    [InlineData("businessPhones", "[null]", "a list of nothing")]
    [InlineData("usageLocation", "\"DEU\"", "three letters")]
    [InlineData("usageLocation", "\"1!\"", "no letters")]
    [InlineData("userType", "\"Robot\"", "no such type")]
    [InlineData("passwordPolicies", "\"DisableEverything\"", "no such policy")]
    [InlineData("passwordProfile", "{\"colour\":\"red\"}", "no such member")]
    public async Task Update_WithAnInvalidValue_Answers400AndNamesTheProperty(string property, string value, string because)
    {
        var refused = await _admin.PatchAnswerAsync(Kim, $$"""{"city":"Bonn","{{property}}":{{value}}}""");

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal(
            ("Request_BadRequest", $"Invalid value specified for property '{property}' of resource 'User'."), (refused.ErrorCode, refused.ErrorMessage));
        Assert.Null((await _admin.GetAnswerAsync($"{Kim}?$select=city")).Json["city"]);
    }

    [Theory]
    [InlineData("accountEnabled", "\"perhaps\"", "perhaps", "Edm.Boolean")]
    [InlineData("businessPhones", "\"+1 425 555 0109\"", "+1 425 555 0109", "Collection(Edm.String)")]
    [InlineData("otherMails", "[7]", "7", "Edm.String")]
    [InlineData("jobTitle", "7", "7", "Edm.String")]
    [InlineData("jobTitle", "{}", "{}", "Edm.String")]
    [InlineData("birthday", "\"1990\"", "1990", "Edm.DateTimeOffset")]
    [InlineData("identities", "{}", "{}", "Collection(microsoft.graph.objectIdentity)")]
    [InlineData("passwordProfile", "\"none\"", "none", "microsoft.graph.passwordProfile")]
    [InlineData("passwordProfile", "{\"password\":7}", "7", "Edm.String")]
    public async Task Update_WithAValueOfAnotherType_Answers400WithTheLiteral(string property, string value, string literal, string type)
    {
        var refused = (await _admin.PatchAnswerAsync(Kim, $$"""{"city":"Bonn","{{property}}":{{value}}}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal($"Cannot convert the literal '{literal}' to the expected type '{type}'.", refused.ErrorMessage);
        Assert.Null((await _admin.GetAnswerAsync($"{Kim}?$select=city")).Json["city"]);
    }

    [Fact]
    public async Task Update_OfAPropertyThatUsersDoNotHave_Answers400() =>
        Assert.Contains("'colour'", (await _admin.PatchAnswerAsync(
            Kim, """{"colour":"red"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage, StringComparison.Ordinal);

    [Fact]
    public async Task Update_OfEveryProperty_RefusesValuesOfEveryOtherType()
    {
        var properties = WireType.Of<User>(GraphVersion.Beta).Properties.Select(p => p.Name).Where(name => UserProperties.Find(name) is not null).ToArray();
        foreach (var property in properties)
        {
            foreach (var value in new[] { "7", "-1.5e300", "{\"a\":[]}", "[[]]", "[{}]" })
            {
                (await _admin.PatchAnswerAsync(Kim, $$"""{"{{property}}":{{value}}}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
            }
        }

        Assert.NotEmpty(properties);
    }

    [Fact]
    public async Task Update_WithTheWholeObjectAsItWasRead_Answers204AndChangesNothing()
    {
        var everything = string.Join(',', WireType.Of<User>(GraphVersion.V1).Properties.Where(p => p.IsDeclared).Select(p => p.Name));
        foreach (var query in new[] { "", $"?$select={everything}" })
        {
            var read = (await _admin.GetAnswerAsync(Kim + query)).Is(HttpStatusCode.OK);
            var clerk = await _tenant.AsAppAsync("User.ReadWrite.All");

            (await clerk.PatchAnswerAsync(Kim, read.Text)).Is(HttpStatusCode.NoContent);

            Assert.Equal(read.Text, (await _admin.GetAnswerAsync(Kim + query)).Text);
        }
    }

    [Fact]
    public async Task Update_OfASyncedUser_RefusesWhatIsMasteredOnPremises()
    {
        var synced = $"/v1.0/users/{_tenant.Name("synced")}";
        foreach (var body in new[] { """{"businessPhones":["+1 425 555 0109"]}""", """{"mobilePhone":"+1 425 555 0109"}""", """{"displayName":"Other"}""" })
        {
            (await _admin.PatchAnswerAsync(synced, body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        }

        (await _admin.PatchAnswerAsync(synced, """{"displayName":"Synced User","usageLocation":"DE","otherMails":["s@fabrikam.com"]}"""))
            .Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Update_OfTheName_MovesTheUserAndFreesTheOldOne()
    {
        var id = (string)(await _admin.GetAnswerAsync(Kim)).Json["id"]!;

        (await _admin.PatchAnswerAsync(Kim, $$"""{"userPrincipalName":"{{_tenant.Name("kimberly")}}"}""")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.NotFound);
        Assert.Equal(id, (string?)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("KIMBERLY")}")).Is(HttpStatusCode.OK).Json["id"]);
        await NewUser.CreateAsync(_admin, _tenant, "kim");
    }

    [Fact]
    public async Task Update_OfTheNamesCase_Answers204() =>
        (await _admin.PatchAnswerAsync(Kim, $$"""{"userPrincipalName":"{{_tenant.Name("Kim")}}"}""")).Is(HttpStatusCode.NoContent);

    [Theory]
    [InlineData("adele@{d}", "Another object with the same value for property userPrincipalName already exists.")]
    [InlineData(
        "kim@unverified.example",
        "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.")]
    [InlineData("kim", "Invalid value specified for property 'userPrincipalName' of resource 'User'.")]
    public async Task Update_OfTheNameToAnInvalidOne_Answers400(string name, string message)
    {
        var refused = await _admin.PatchAnswerAsync(Kim, $$"""{"userPrincipalName":"{{name.Replace("{d}", _tenant.Domain, StringComparison.Ordinal)}}"}""");

        Assert.Equal(message, refused.Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
        (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{\"password\":\"Calm-Harbour-3\"}", 50055, "a change at the next sign-in is the default")]
    [InlineData("{\"password\":\"Calm-Harbour-3\",\"forceChangePasswordNextSignIn\":true}", 50055, "it was asked for")]
    [InlineData("{\"password\":\"Calm-Harbour-3\",\"forceChangePasswordNextSignIn\":false}", null, "it is respected as sent")]
    public async Task Update_OfThePassword_ReplacesItAndEndsTheSessions(string profile, int? refusal, string because)
    {
        var kim = await _tenant.AsAsync("kim");
        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync(Kim, $$"""{"passwordProfile":{{profile}}}""")).Is(HttpStatusCode.NoContent);

        Assert.True(await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), "Calm-Harbour-3") == refusal, because);
        Assert.Equal(50126, await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), Seed.SampleTenant.Password));
        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task Update_WithAWeakPassword_Answers400AndKeepsTheOldOne()
    {
        (await _admin.PatchAnswerAsync(Kim, """{"passwordProfile":{"password":"weak"}}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Null(await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), Seed.SampleTenant.Password));
    }

    [Fact]
    public async Task Update_ToDisabled_EndsTokensAndSignInUntilEnabledAgain()
    {
        var kim = await _tenant.AsAsync("kim");

        (await _admin.PatchAnswerAsync(Kim, """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);

        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        Assert.Equal(50057, await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), Seed.SampleTenant.Password));
        (await _admin.PatchAnswerAsync(Kim, """{"accountEnabled":true}""")).Is(HttpStatusCode.NoContent);
        Assert.Null(await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), Seed.SampleTenant.Password));
    }

    [Fact]
    public async Task Update_OfMe_Answers204AndIsSeenAtOnce()
    {
        var kim = await _tenant.AsAsync("kim", "User.ReadWrite");

        (await kim.PatchAnswerAsync("/v1.0/me", """{"businessPhones":["+1 425 555 0109"],"officeLocation":"18/2111"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("18/2111", (string?)(await kim.GetAnswerAsync("/v1.0/me")).Json["officeLocation"]);
    }
}
