using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class AddressingTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";

    [Theory]
    [InlineData("/v1.0/users/{id}")]
    [InlineData("/v1.0/users/{upn}")]
    [InlineData("/v1.0/users/{UPN}")]
    [InlineData("/v1.0/users/kim%40{domain}")]
    [InlineData("/v1.0/users('{id}')")]
    [InlineData("/v1.0/users('{upn}')")]
    [InlineData("/v1.0/users('kim%40{domain}')")]
    [InlineData("/v1.0/users(%27{upn}%27)")]
    [InlineData("/v1.0/users(userPrincipalName='{upn}')")]
    [InlineData("/v1.0/users(UserPrincipalName='{upn}')")]
    [InlineData("/v1.0/users(id='{id}')")]
    [InlineData("/beta/Users/{upn}/")]
    public async Task Get_OfAUserInEveryWayOfNamingThem_FindsThem(string path)
    {
        var found = (await _admin.GetAnswerAsync(Fill(path))).Is(HttpStatusCode.OK);

        Assert.Equal(SampleTenant.UserId(22).ToString(), (string?)found.Json["id"]);
    }

    [Theory]
    [InlineData("/v1.0/users/{upn}/authentication/phoneMethods/" + Mobile)]
    [InlineData("/v1.0/users/{upn}/authentication/phoneMethods('" + Mobile + "')")]
    [InlineData("/v1.0/users('{upn}')/authentication/phoneMethods('" + Mobile + "')")]
    [InlineData("/v1.0/USERS/{id}/AUTHENTICATION/PhoneMethods/3179E48A-750B-4051-897C-87B9720928F7/")]
    [InlineData("/beta/users('{id}')/authentication/methods('" + Mobile + "')")]
    public async Task Get_OfAMethodInEveryWayOfNamingIt_FindsIt(string path)
    {
        var found = (await _admin.GetAnswerAsync(Fill(path))).Is(HttpStatusCode.OK);

        Assert.Equal(Mobile, (string?)found.Json["id"]);
    }

    [Theory]
    [InlineData("//v1.0/users/{upn}")]
    [InlineData("/v1.0//users//{upn}")]
    [InlineData("/v1.0/users('{upn}')//")]
    [InlineData("///beta///users/{upn}///")]
    public async Task Get_WithEmptySegments_IgnoresThem(string path) => Assert.Equal(
        SampleTenant.UserId(22).ToString(), (string?)(await _admin.GetAnswerAsync($"http://localhost{Fill(path)}")).Is(HttpStatusCode.OK).Json["id"]);

    [Fact]
    public async Task Get_OfAKeyInBrackets_KeepsItsSlashes() => Assert.StartsWith(
        "Resource 'a%2F%2Fb' does not exist",
        (await _admin.GetAnswerAsync("/v1.0/users('a//b')")).Is(HttpStatusCode.NotFound).ErrorMessage,
        StringComparison.Ordinal);

    [Fact]
    public async Task Get_OfAUserWhoseNameBeginsLikeACast_FindsThem()
    {
        await NewUser.CreateAsync(_admin, _tenant, "graph.tester");

        (await _admin.GetAnswerAsync($"/v1.0/users/graph.tester@{_tenant.Domain}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_OfAUserWithAQuoteInTheirName_TakesItPlainAndDoubledInBrackets()
    {
        var name = $"o'neil@{_tenant.Domain}";
        await NewUser.CreateAsync(_admin, _tenant, "o'neil");

        (await _admin.GetAnswerAsync($"/v1.0/users/{name}")).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"/v1.0/users('{name.Replace("'", "''", StringComparison.Ordinal)}')")).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"/v1.0/users('{name.Replace("'", "%27%27", StringComparison.Ordinal)}')")).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"/v1.0/users('{name}')")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("users('kim%2540nowhere.example')", "kim%40nowhere.example")]
    [InlineData("users('%2500')", "%00")]
    public async Task Get_OfAKeyInBrackets_DecodesItOnce(string path, string key) =>
        Assert.StartsWith($"Resource '{key}' does not exist", (await _admin.GetAnswerAsync(
            $"/v1.0/{path}")).Is(HttpStatusCode.NotFound).ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("{id} ", "engines differ in whether they ignore a space at the end")]
    [InlineData(" {id}", "a space before it")]
    [InlineData("{id}\u00A0", "a space that is not ASCII")]
    [InlineData("{id}\u212A", "a letter whose lower case is ASCII")]
    [InlineData("{id}\t", "a control character")]
    [InlineData("{{{id}}}", "an id in braces")]
    [InlineData("({id})", "an id in parentheses")]
    [InlineData("{n}", "an id without dashes")]
    public async Task EveryRoute_WithAnIdThatNothingCanHave_FindsNothing(string form, string because)
    {
        var routes = EveryRoute.Of(_tenant.Server.Services)
            .Where(r => r.Method == HttpMethod.Get && r.Pattern.Parameters.Any(p => p.Name is not ("version" or "user" or "challengeTimeoutInMinutes"))).ToArray();
        Assert.True(routes.Length > 100, $"only {routes.Length} routes");
        foreach (var route in routes)
        {
            var path = route.Path(name => name == "user" ? _tenant.Name("kim")
                : form.Replace("{id}", Mobile, StringComparison.Ordinal).Replace("{n}", Guid.Parse(Mobile).ToString("N"), StringComparison.Ordinal));

            var answer = await _admin.GetAnswerAsync(path);

            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{because}: {path} {(int)answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Get_OfAGuest_TakesTheNumberSignEncodedAndNotCutOff()
    {
        var found = (await _admin.GetAnswerAsync($"/v1.0/users/guest_fabrikam.com%23EXT%23@{_tenant.Domain}")).Is(HttpStatusCode.OK);
        var cut = (await _admin.GetAnswerAsync("/v1.0/users/guest_fabrikam.com")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");

        Assert.Equal($"guest_fabrikam.com#EXT#@{_tenant.Domain}", (string?)found.Json["userPrincipalName"]);
        Assert.Equal("Resource 'guest_fabrikam.com' does not exist or one of its queried reference-property objects are not present.", cut.ErrorMessage);
    }

    [Fact]
    public async Task Get_OfANameThatBeginsWithADollar_IsRefusedPlainAndAcceptedInBrackets()
    {
        var name = $"$till@{_tenant.Domain}";
        await _tenant.Server.ChangeAsync(_tenant.Id, async db =>
        {
            var alex = await db.Users.FindAsync(_tenant.Id, SampleTenant.UserId(25));
            (alex!.UserPrincipalName, alex.UserPrincipalNameKey) = (name, name);
            return true;
        });

        (await _admin.GetAnswerAsync($"/v1.0/users/{name}")).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await _admin.GetAnswerAsync($"/v1.0/users/{name}/authentication/phoneMethods('{Mobile}')")).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await _admin.GetAnswerAsync($"/v1.0/users('{name}')")).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"/v1.0/users('{name}')/authentication/methods")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/v1.0/users/{upn}/authentication/signInPreferences", "signInPreferences", "beta only")]
    [InlineData("GET", "/v1.0/users/{upn}/authentication/requirements", "requirements", "beta only")]
    [InlineData("POST", "/v1.0/users/{upn}/invalidateAllRefreshTokens", "invalidateAllRefreshTokens", "beta only")]
    [InlineData("GET", "/beta/users/{upn}/authentication/states", "states", "in no metadata")]
    [InlineData(
        "POST",
        "/v1.0/users/{upn}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490/changePassword",
        "changePassword",
        "in no metadata")]
    [InlineData("GET", "/v1.0/people", "people", "not served")]
    [InlineData("GET", "/v1.0/users/{upn}/$value", "$value", "of no use here")]
    [InlineData("PUT", "/v1.0/users/{upn}/authentication/phoneMethods/$ref", "$ref", "of no use here")]
    [InlineData("GET", "/v1.0/users/{upn}/authentication/phoneMethods/$ref", "$ref", "is in the place of an id")]
    [InlineData("GET", "/v1.0/users/{upn}/authentication/methods/" + Mobile + "/$value", "$value", "of no use here")]
    [InlineData(
        "GET", "/v1.0/directory/administrativeUnits/00000000-0000-0000-0000-000000000001/members/graph.device", "microsoft.graph.device",
        "a cast in the place of a member's id")]
    [InlineData("GET", "/v1.0/users(department='x')", "users(department='x')", "no key of users")]
    [InlineData("POST", "/v1.0/users/{upn}/microsoft.graph.doNothing", "microsoft.graph.doNothing", "no action")]
    [InlineData("POST", "/v1.0/users/{upn}/authentication/graph.revokeSignInSessions", "microsoft.graph.revokeSignInSessions", "an action of users")]
    [InlineData("POST", "/v1.0/users/{upn}/revokeSignInSessions()", "revokeSignInSessions()", "an action, which has no parentheses")]
    [InlineData("GET", "/v1.0/users/{upn}/authentication/fido2Methods/creationOptions(x=1)", "creationOptions(x=1)", "no parameter of the function")]
    [InlineData("GET", "/beta/reports/authenticationMethods/usersRegisteredByMethod(", "usersRegisteredByMethod(", "no closing parenthesis")]
    public async Task Call_OfAnUnknownSegment_Answers400AndNamesIt(string verb, string path, string segment, string because)
    {
        var refused = await _admin.AnswerAsync(new(verb), Fill(path));

        Assert.True(refused.Status == HttpStatusCode.BadRequest, $"{because}: {refused.Text}");
        Assert.Equal(("BadRequest", $"Resource not found for the segment '{segment}'."), (refused.ErrorCode, refused.ErrorMessage));
    }

    [Theory]
    [InlineData("PUT", "/v1.0/users", "GET, POST")]
    [InlineData("PUT", "/v1.0/users/{upn}", "DELETE, GET, PATCH")]
    [InlineData("DELETE", "/v1.0/me", "GET, PATCH")]
    [InlineData("POST", "/v1.0/users/{upn}/authentication", "GET")]
    [InlineData("DELETE", "/v1.0/users/{upn}/authentication/methods/" + Mobile, "GET")]
    [InlineData("POST", "/v1.0/users/{upn}/authentication/methods", "GET")]
    [InlineData("POST", "/v1.0/users/{upn}/authentication/passwordMethods", "GET")]
    [InlineData("DELETE", "/v1.0/users/{upn}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490", "GET")]
    [InlineData("PATCH", "/v1.0/users/{upn}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490", "GET")]
    [InlineData("DELETE", "/v1.0/users/{upn}/authentication/emailMethods/$count", "GET")]
    [InlineData("GET", "/v1.0/users/{upn}/revokeSignInSessions", "POST")]
    [InlineData("OPTIONS", "/v1.0/users", "GET, POST")]
    public async Task Call_WithAVerbThatIsNotTaken_Answers405AndWhichAre(string verb, string path, string allowed)
    {
        var refused = (await _admin.AnswerAsync(new(verb), Fill(path))).Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");

        Assert.Equal("Specified HTTP method is not allowed for the request target.", refused.ErrorMessage);
        Assert.Equal(allowed, string.Join(", ", refused.ContentHeaders.Allow));
    }

    private string Fill(string path) => path
        .Replace("{id}", SampleTenant.UserId(22).ToString(), StringComparison.Ordinal)
        .Replace("{upn}", _tenant.Name("kim"), StringComparison.Ordinal)
        .Replace("{UPN}", _tenant.Name("KIM"), StringComparison.Ordinal)
        .Replace("{domain}", _tenant.Domain, StringComparison.Ordinal);
}
