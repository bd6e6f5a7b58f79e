using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PhoneMethods;

public sealed class PhoneMethodsTests() : AdminTests("global.admin")
{
    private const string Mobile = """{"phoneNumber":"+1 2065555555","phoneType":"mobile"}""";
    private const string AlternateMobile = """{"phoneNumber":"+1 2065555556","phoneType":"alternateMobile"}""";
    private const string Office = """{"phoneNumber":"+1 4255555557","phoneType":"office"}""";

    private string Balas => PhonesOf("balas");

    private string Kim => PhonesOf("kim");

    [Fact]
    public async Task List_AnswersThePhonesWithTheirFixedIdsAndWithoutType()
    {
        var list = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        Assert.Equal($"http://localhost/v1.0/$metadata#users('kim%40{_tenant.Domain}')/authentication/phoneMethods", (string?)list.Json["@odata.context"]);
        Assert.Equal([MethodIds.Mobile, MethodIds.Office], list.Value.Select(p => (string?)p!["id"]).Order());
        var mobile = list.Value.Single(p => (string?)p!["phoneType"] == "mobile")!.AsObject();
        Assert.Equal(["id", "phoneNumber", "phoneType", "smsSignInState", "createdDateTime"], mobile.Select(p => p.Key));
        Assert.Equal("+1 2065555501", (string?)mobile["phoneNumber"]);
        Assert.Equal("notAllowedByPolicy", (string?)mobile["smsSignInState"]);
    }

    [Fact]
    public async Task List_WithoutPhones_AnswersNone()
    {
        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Is(HttpStatusCode.OK).Value);
        Assert.Equal("0", (await _admin.GetAnswerAsync($"{Balas}/$count")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task List_OnBeta_ShowsWhenAPhoneWasLastUsed()
    {
        var mobile = (await _admin.GetAnswerAsync($"{Kim.Replace("v1.0", "beta", StringComparison.Ordinal)}/{MethodIds.Mobile}"))
            .Is(HttpStatusCode.OK).Json.AsObject();

        Assert.True(mobile.TryGetPropertyValue("lastUsedDateTime", out var never));
        Assert.Null(never);
    }

    [Fact]
    public async Task List_WithAFilterOnTheType_AnswersThatPhone()
    {
        var filtered = (await _admin.GetAnswerAsync($"{Kim}?$filter=phoneType eq 'mobile'")).Is(HttpStatusCode.OK);

        Assert.Equal(MethodIds.Mobile, (string?)Assert.Single(filtered.Value)!["id"]);
    }

    [Theory]
    [InlineData("mobile", MethodIds.Mobile)]
    [InlineData("alternateMobile", MethodIds.AlternateMobile)]
    [InlineData("office", MethodIds.Office)]
    public async Task Create_OfEachType_Answers201WithTheFixedIdAndWhereItIs(string type, string id)
    {
        if (type == "alternateMobile") (await _admin.PostAnswerAsync(Balas, Mobile)).Is(HttpStatusCode.Created);

        var created = (await _admin.PostAnswerAsync(Balas, $$"""{"phoneNumber":"+1 2065555557","phoneType":"{{type}}"}""")).Is(HttpStatusCode.Created);

        Assert.Equal(id, (string?)created.Json["id"]);
        Assert.Equal(type, (string?)created.Json["phoneType"]);
        Assert.Equal(
            $"http://localhost/v1.0/$metadata#users('balas%40{_tenant.Domain}')/authentication/phoneMethods/$entity",
            (string?)created.Json["@odata.context"]);
        Assert.Equal($"http://localhost/v1.0/users('{SampleTenant.UserId(21)}')/authentication/phoneMethods('{id}')", created.Headers.Location!.ToString());
        Assert.Equal("+1 2065555557", (string?)(await _admin.GetAnswerAsync(created.Headers.Location.ToString())).Is(HttpStatusCode.OK).Json["phoneNumber"]);
    }

    [Theory]
    [InlineData("/v1.0/users/{id}", "by object id")]
    [InlineData("/v1.0/users/{upn}", "by principal name")]
    [InlineData("/v1.0/users/{UPN}", "by principal name in capitals")]
    [InlineData("/v1.0/users('{upn}')", "by bracketed principal name")]
    [InlineData("/beta/users/{id}", "on beta")]
    [InlineData("/v1.0/me", "as oneself")]
    [InlineData("/v1.0/users/{id}", "as oneself, by object id", "balas")]
    public async Task EveryVerb_OnEveryAddressOfAUser_ReachesTheSamePhone(string address, string described, string caller = "global.admin")
    {
        var client = await _tenant.AsAsync(address.EndsWith("/me", StringComparison.Ordinal) ? "balas" : caller);
        var name = _tenant.Name("balas");
        var phones = address.Replace("{id}", SampleTenant.UserId(21).ToString(), StringComparison.Ordinal)
            .Replace("{upn}", name, StringComparison.Ordinal)
            .Replace("{UPN}", name.ToUpperInvariant(), StringComparison.Ordinal) + "/authentication/phoneMethods";

        (await client.PostAnswerAsync(phones, Office)).Is(HttpStatusCode.Created);
        (await client.PatchAnswerAsync($"{phones}/{MethodIds.Office}", """{"phoneNumber":"+1 4255555558"}""")).Is(HttpStatusCode.NoContent);
        (await client.PutAnswerAsync($"{phones}('{MethodIds.Office}')", """{"phoneNumber":"+1 4255555559"}""")).Is(HttpStatusCode.OK);

        Assert.True("+1 4255555559" == await NumberOfAsync(Balas, MethodIds.Office), described);
        (await client.DeleteAnswerAsync($"{phones}/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await client.GetAnswerAsync(phones)).Is(HttpStatusCode.OK).Value);
    }

    [Theory]
    [InlineData("""{"phoneNumber":"+1 2065555555"}""", "badRequest", "no type")]
    [InlineData("""{"phoneType":"mobile"}""", "badRequest", "no number")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"pager"}""", "badRequest", "an unknown type")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"unknownFutureValue"}""", "badRequest", "the type that is never valid")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"0"}""", "badRequest", "a type by its number")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"mobile,office"}""", "badRequest", "two types")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"mobile\n"}""", "badRequest", "a type and white space")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":""}""", "badRequest", "an empty type")]
    [InlineData("""{"phoneNumber":12065555555,"phoneType":"mobile"}""", "BadRequest", "a number that is not a string")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"mobile","nickname":"mine"}""", "BadRequest", "an undeclared property")]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.emailAuthenticationMethod","phoneNumber":"+1 2065555555","phoneType":"mobile"}""",
        "BadRequest",
        "another method's type")]
    [InlineData("{}", "BadRequest", "nothing")]
    [InlineData("[]", "BadRequest", "no object")]
    [InlineData("{", "BadRequest", "no JSON")]
    public async Task Create_WithAnInvalidBody_Answers400AndStoresNothing(string body, string code, string because)
    {
        var refused = await _admin.PostAnswerAsync(Balas, body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal(code, refused.ErrorCode);
        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Theory]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.phoneAuthenticationMethod","phoneNumber":"+1 2065555555","phoneType":"mobile"}""",
        "its own type, as the SDKs send it")]
    [InlineData("""{"@odata.type":"microsoft.graph.phoneAuthenticationMethod","phoneNumber":"+1 2065555555","phoneType":"mobile"}""", "its own type without #")]
    [InlineData("""{"PhoneNumber":"+1 2065555555","PHONETYPE":"Mobile"}""", "names and members in another case")]
    [InlineData(
        """{"id":"x","smsSignInState":"ready","createdDateTime":"2001-01-01T00:00:00Z","phoneNumber":"+1 2065555555","phoneType":"mobile"}""",
        "read-only properties")]
    public async Task Create_WithABodyThatIsTolerated_StoresThePhone(string body, string because)
    {
        var created = await _admin.PostAnswerAsync(Balas, body);

        Assert.True(created.Status == HttpStatusCode.Created, because);
        Assert.Equal(MethodIds.Mobile, (string?)created.Json["id"]);
        Assert.Equal("notAllowedByPolicy", (string?)created.Json["smsSignInState"]);
        Assert.NotEqual(2001, ((DateTimeOffset)created.Json["createdDateTime"]!).Year);
    }

    [Fact]
    public async Task Create_WhenTheTypeExists_Answers400AndKeepsTheFirst()
    {
        (await _admin.PostAnswerAsync(Kim, Mobile)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("+1 2065555501", await NumberOfAsync(Kim, MethodIds.Mobile));
    }

    [Fact]
    public async Task Create_AlternateMobileWithoutMobile_Answers400()
    {
        (await _admin.PostAnswerAsync(Balas, AlternateMobile)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Fact]
    public async Task Create_LeavesTheUsersOwnPhonePropertiesAlone()
    {
        (await _admin.PostAnswerAsync(Balas, Mobile)).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync(Balas, Office)).Is(HttpStatusCode.Created);

        var user = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}")).Is(HttpStatusCode.OK).Json;
        Assert.Null(user["mobilePhone"]);
        Assert.Empty(user["businessPhones"]!.AsArray());
    }

    [Fact]
    public async Task Update_Answers204WithoutBodyAndReplacesTheNumber()
    {
        var updated = (await _admin.PatchAnswerAsync($"{Kim}/{MethodIds.Mobile}", Mobile)).Is(HttpStatusCode.NoContent);

        Assert.Empty(updated.Text);
        Assert.Null(updated.ContentHeaders.ContentType);
        Assert.Equal("+1 2065555555", await NumberOfAsync(Kim, MethodIds.Mobile));
    }

    [Fact]
    public async Task Replace_TheHistoricVerb_Answers200WithThePhone()
    {
        var replaced = (await _admin.PutAnswerAsync($"{Kim}/{MethodIds.Mobile}", Mobile)).Is(HttpStatusCode.OK);

        Assert.Equal("+1 2065555555", (string?)replaced.Json["phoneNumber"]);
        Assert.EndsWith("/authentication/phoneMethods/$entity", (string?)replaced.Json["@odata.context"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_ByAnApplication_IsAllowedAsAnUpdateIs() =>
        (await (await _tenant.AsAppAsync("UserAuthMethod-Phone.ReadWrite.All")).PutAnswerAsync($"{Kim}/{MethodIds.Mobile}", Mobile)).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task Update_ToAnotherType_Answers400AndChangesNothing(string verb)
    {
        (await _admin.AnswerAsync(new(verb), $"{Kim}/{MethodIds.Mobile}", Office)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("+1 2065555501", await NumberOfAsync(Kim, MethodIds.Mobile));
    }

    [Theory]
    [InlineData("""{"phoneType":"mobile"}""", "badRequest", "no number")]
    [InlineData("""{"phoneNumber":"206-555-5555"}""", "badRequest", "no number in Graph's format")]
    [InlineData("""{"phoneNumber":"+1 2065555555","phoneType":"pager"}""", "badRequest", "an unknown type")]
    [InlineData("""{"phoneNumber":"+1 2065555555","nickname":"mine"}""", "BadRequest", "an undeclared property")]
    [InlineData("{}", "BadRequest", "nothing")]
    public async Task Update_WithAnInvalidBody_Answers400AndKeepsTheNumber(string body, string code, string because)
    {
        var refused = await _admin.PatchAnswerAsync($"{Kim}/{MethodIds.Mobile}", body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal(code, refused.ErrorCode);
        Assert.Equal("+1 2065555501", await NumberOfAsync(Kim, MethodIds.Mobile));
    }

    [Theory]
    [InlineData("GET", MethodIds.AlternateMobile, "", "a type that is not registered")]
    [InlineData("PATCH", MethodIds.AlternateMobile, "", "a type that is not registered")]
    [InlineData("PUT", MethodIds.AlternateMobile, "", "a type that is not registered")]
    [InlineData("DELETE", MethodIds.AlternateMobile, "", "a type that is not registered")]
    [InlineData("POST", MethodIds.AlternateMobile, "/enableSmsSignIn", "a type that is not registered")]
    [InlineData("POST", MethodIds.AlternateMobile, "/disableSmsSignIn", "a type that is not registered")]
    [InlineData("GET", MethodIds.Password, "", "the id of another kind of method")]
    [InlineData("DELETE", MethodIds.Email, "", "the id of another kind of method")]
    [InlineData("GET", "mobile", "", "no id at all")]
    public async Task AnyVerb_OnAPhoneThatIsNotThere_Answers404(string verb, string id, string action, string because)
    {
        var body = verb is "PATCH" or "PUT" ? """{"phoneNumber":"+1 2065555555"}""" : null;

        var missing = await _admin.AnswerAsync(new(verb), $"{Kim}/{id}{action}", body);

        Assert.True(missing.Status == HttpStatusCode.NotFound, because);
        Assert.Equal("resourceNotFound", missing.ErrorCode);
        Assert.Equal("Resource not found.", missing.ErrorMessage);
        Assert.Equal("Resource not found.", (string?)missing.Json["error"]!["innerError"]!["message"]);
    }

    [Fact]
    public async Task AnyVerb_OnAUserWhoIsNotThere_Answers404()
    {
        (await _admin.GetAnswerAsync(PhonesOf("nobody"))).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.PostAnswerAsync($"/v1.0/users/{Guid.NewGuid()}/authentication/phoneMethods", Mobile)).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Get_WithTheIdInCapitals_AnswersThePhone()
    {
        Assert.Equal(MethodIds.Mobile, (string?)(await _admin.GetAnswerAsync($"{Kim}/{MethodIds.Mobile.ToUpperInvariant()}")).Is(HttpStatusCode.OK).Json["id"]);
    }

    [Fact]
    public async Task Delete_Answers204AndThePhoneIsGone()
    {
        (await _admin.DeleteAnswerAsync($"{Kim}/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync($"{Kim}/{MethodIds.Office}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Delete_MobileBeforeAlternateMobile_Answers400UntilTheAlternateIsGone()
    {
        (await _admin.PostAnswerAsync(Balas, Mobile)).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync(Balas, AlternateMobile)).Is(HttpStatusCode.Created);

        var refused = (await _admin.DeleteAnswerAsync($"{Balas}/{MethodIds.Mobile}")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Contains("without first deleting alternate mobile number", refused.ErrorMessage, StringComparison.Ordinal);
        (await _admin.DeleteAnswerAsync($"{Balas}/{MethodIds.AlternateMobile}")).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"{Balas}/{MethodIds.Mobile}")).Is(HttpStatusCode.NoContent);
    }

    private string PhonesOf(string alias) => $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods";

    private async Task<string?> NumberOfAsync(string phones, string id) =>
        (string?)(await _admin.GetAnswerAsync($"{phones}/{id}")).Is(HttpStatusCode.OK).Json["phoneNumber"];
}
