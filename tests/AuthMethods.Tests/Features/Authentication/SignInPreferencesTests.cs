using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Authentication;

public sealed class SignInPreferencesTests() : AdminTests("global.admin")
{
    [Fact]
    public async Task Get_AnswersTheSwitchAndTheDefault()
    {
        var preferences = (await _admin.GetAnswerAsync(Preferences("kim"))).Is(HttpStatusCode.OK);

        Assert.Equal(
            $$"""{"@odata.context":"http://localhost/beta/$metadata#users('kim%40{{_tenant.Domain}}')/authentication/"""
                + """signInPreferences","isSystemPreferredAuthenticationMethodEnabled":true,"userPreferredMethodForSecondaryAuthentication":"sms","""
                + "\"systemPreferredAuthenticationMethod\":\"sms\"}",
            preferences.Text);
    }

    [Fact]
    public async Task SystemPreferredMethod_IsWhatTheReportSays()
    {
        var reader = await _tenant.AsAsync("reports.reader");
        var group = await _tenant.GroupAsync(SampleTenant.UserId(22));
        foreach (var (id, body) in new[]
        {
            ("Sms", "{}"), ("Sms", $$"""{"excludeTargets":[{"id":"{{group}}","targetType":"group"}]}"""),
            ("TemporaryAccessPass", """{"state":"disabled"}"""), ("Fido2", """{"state":"disabled"}"""),
        })
        {
            if (body != "{}")
            {
                (await _admin.PatchAnswerAsync($"/beta/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{id}", body))
                    .Is(HttpStatusCode.NoContent);
            }

            foreach (var record in (await reader.GetAnswerAsync("/beta/reports/authenticationMethods/userRegistrationDetails")).Value)
            {
                var preferences = (await _admin.GetAnswerAsync($"/beta/users/{record!["id"]}/authentication/signInPreferences")).Is(HttpStatusCode.OK).Json;

                Assert.Equal((string?)record["systemPreferredAuthenticationMethods"]!.AsArray().SingleOrDefault(),
                    (string?)preferences["systemPreferredAuthenticationMethod"]);
            }
        }

        (await _admin.PatchAnswerAsync(Preferences("kim"), """{"isSystemPreferredAuthenticationMethodEnabled":false}""")).Is(HttpStatusCode.NoContent);
        Assert.Null((await _admin.GetAnswerAsync(Preferences("kim"))).Json["systemPreferredAuthenticationMethod"]);
    }

    [Fact]
    public async Task Update_WithThePreferencesAsTheyWereRead_IgnoresTheSystemPreferredMethod()
    {
        var read = (await _admin.GetAnswerAsync(Preferences("kim"))).Is(HttpStatusCode.OK).Json;
        read["systemPreferredAuthenticationMethod"] = "Fido2";

        (await _admin.PatchAnswerAsync(Preferences("kim"), read.ToJsonString())).Is(HttpStatusCode.NoContent);

        Assert.Equal("sms", (string?)(await _admin.GetAnswerAsync(Preferences("kim"))).Json["systemPreferredAuthenticationMethod"]);
    }

    [Fact]
    public async Task Get_WithOneSettingSelected_AnswersThatAlone()
    {
        Assert.Equal(
            $$"""{"@odata.context":"http://localhost/beta/$metadata#users('kim%40{{_tenant.Domain}}')/authentication/"""
                + """signInPreferences(userPreferredMethodForSecondaryAuthentication)","userPreferredMethodForSecondaryAuthentication":"sms"}""",
            (await _admin.GetAnswerAsync($"{Preferences("kim")}?$select=userPreferredMethodForSecondaryAuthentication")).Is(HttpStatusCode.OK).Text);

        var refused = (await _admin.GetAnswerAsync($"{Preferences("kim")}?$select=preferred")).Is(HttpStatusCode.BadRequest, "BadRequest");
        Assert.Equal(
            "Parsing OData Select and Expand failed: Could not find a property named 'preferred' on type 'microsoft.graph.signInPreferences'.",
            refused.ErrorMessage);
    }

    [Fact]
    public async Task Get_WithoutASecondFactor_AnswersNull()
    {
        Assert.Null(await PreferredAsync("balas"));
    }

    [Theory]
    [InlineData("mobile", "office", "sms")]
    [InlineData("office", "mobile", "voiceOffice")]
    public async Task Get_WhenNothingWasChosen_AnswersWhatWasRegisteredFirst(string first, string second, string expected)
    {
        await AddPhoneAsync("balas", first);
        await AddPhoneAsync("balas", second);

        Assert.Equal(expected, await PreferredAsync("balas"));
    }

    [Fact]
    public async Task Get_WhenSmsIsOffByPolicy_MeansACallToTheMobilePhone()
    {
        await _tenant.DisableSmsAsync();

        Assert.Equal("voiceMobile", await PreferredAsync("kim"));
    }

    [Fact]
    public async Task Get_WhenTheChosenMethodIsGone_AnswersWhatIsLeft()
    {
        await PatchAsync("kim", "voiceOffice");
        (await _admin.DeleteAnswerAsync(Phones("kim", MethodIds.Mobile))).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync(Phones("kim", MethodIds.Office))).Is(HttpStatusCode.NoContent);
        Assert.Null(await PreferredAsync("kim"));

        await AddPhoneAsync("kim", "mobile");

        Assert.Equal("sms", await PreferredAsync("kim"));
    }

    [Theory]
    [InlineData("voiceMobile")]
    [InlineData("voiceAlternateMobile")]
    [InlineData("voiceOffice")]
    [InlineData("sms")]
    public async Task Update_ToAMethodTheUserHas_Answers204AndIsKept(string preferred)
    {
        var updated = await PatchAsync("adele", preferred);

        Assert.Empty(updated.Text);
        Assert.Equal(preferred, await PreferredAsync("adele"));
    }

    [Fact]
    public async Task Update_OfOneSetting_LeavesTheOther()
    {
        await PatchAsync("kim", "voiceOffice");

        (await _admin.PatchAnswerAsync(Preferences("kim"), """{"isSystemPreferredAuthenticationMethodEnabled":false}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("voiceOffice", await PreferredAsync("kim"));

        await PatchAsync("kim", "sms");
        Assert.False(await IsSystemPreferredAsync("kim"));
    }

    [Fact]
    public async Task SystemPreference_FollowsThePolicyAtOnce_UnlessItWasChosen()
    {
        var group = await _tenant.GroupAsync(SampleTenant.UserId(21));
        Assert.True(await IsSystemPreferredAsync("balas"));

        await SetSystemAsync("""{"state":"disabled"}""");
        Assert.False(await IsSystemPreferredAsync("balas"));

        await SetSystemAsync($$"""{"state":"enabled","includeTargets":[{"id":"{{group}}","targetType":"group"}]}""");
        Assert.Equal((true, false), (await IsSystemPreferredAsync("balas"), await IsSystemPreferredAsync("kim")));

        await SetSystemAsync($$"""{"state":"default","includeTargets":[{"id":"all_users"}],"excludeTargets":[{"id":"{{group}}"}]}""");
        Assert.Equal((false, true), (await IsSystemPreferredAsync("balas"), await IsSystemPreferredAsync("kim")));

        (await _admin.PatchAnswerAsync(Preferences("balas"), """{"isSystemPreferredAuthenticationMethodEnabled":true}""")).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync(Preferences("kim"), """{"isSystemPreferredAuthenticationMethodEnabled":false}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal((true, false), (await IsSystemPreferredAsync("balas"), await IsSystemPreferredAsync("kim")));
    }

    [Theory]
    [InlineData("balas", "sms", "no method at all")]
    [InlineData("kim", "voiceAlternateMobile", "no phone of that type")]
    [InlineData("kim", "push", "no authenticator app")]
    [InlineData("kim", "fax", "an unknown value")]
    [InlineData("kim", "0", "a value by its number")]
    [InlineData("kim", "unknownFutureValue", "the value that is never valid")]
    public async Task Update_ToWhatTheUserDoesNotHave_Answers400AndChangesNothing(string alias, string preferred, string because)
    {
        var before = await PreferredAsync(alias);

        var refused = await _admin.PatchAnswerAsync(Preferences(alias), Body(preferred));

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("badRequest", refused.ErrorCode);
        Assert.Equal(before, await PreferredAsync(alias));
    }

    [Theory]
    [InlineData("{}", "nothing")]
    [InlineData("""{"isSystemPreferredAuthenticationMethodEnabled":"yes"}""", "a text for the switch")]
    [InlineData("""{"preferred":"sms"}""", "an undeclared property")]
    public async Task Update_WithAnInvalidBody_Answers400(string body, string because)
    {
        var refused = await _admin.PatchAnswerAsync(Preferences("kim"), body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("BadRequest", refused.ErrorCode);
    }

    [Fact]
    public async Task Update_ByOneself_NeedsNoRole()
    {
        var kim = await _tenant.AsAsync("kim", "UserAuthenticationMethod.ReadWrite");

        (await kim.PatchAnswerAsync("/beta/me/authentication/signInPreferences", Body("voiceOffice"))).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            "voiceOffice",
            (string?)(await kim.GetAnswerAsync("/beta/me/authentication/signInPreferences")).Json["userPreferredMethodForSecondaryAuthentication"]);
    }

    [Fact]
    public async Task Update_ByAReader_Answers403()
    {
        (await (await _tenant.AsAsync("global.reader")).PatchAnswerAsync(Preferences("kim"), Body("voiceOffice"))).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    [Fact]
    public async Task GetAndUpdate_ByAnApplication_Work()
    {
        var application = await _tenant.AsAppAsync("UserAuthenticationMethod.ReadWrite.All");

        (await application.PatchAnswerAsync(Preferences("kim"), Body("voiceOffice"))).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            "voiceOffice",
            (string?)(await application.GetAnswerAsync(Preferences("kim"))).Is(HttpStatusCode.OK).Json["userPreferredMethodForSecondaryAuthentication"]);
    }

    private string Preferences(string alias) => $"/beta/users/{_tenant.Name(alias)}/authentication/signInPreferences";

    private string Phones(string alias, string id = "") => $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods/{id}";

    private async Task<bool> IsSystemPreferredAsync(string alias) =>
        (bool)(await _admin.GetAnswerAsync(Preferences(alias))).Is(HttpStatusCode.OK).Json["isSystemPreferredAuthenticationMethodEnabled"]!;

    private async Task SetSystemAsync(string preferences) =>
        (await _admin.PatchAnswerAsync("/beta/policies/authenticationMethodsPolicy", $$"""{"systemCredentialPreferences":{{preferences}}}"""))
            .Is(HttpStatusCode.OK);

    private static string Body(string preferred) => $$"""{"userPreferredMethodForSecondaryAuthentication":"{{preferred}}"}""";

    private async Task<string?> PreferredAsync(string alias) =>
        (string?)(await _admin.GetAnswerAsync(Preferences(alias))).Is(HttpStatusCode.OK).Json["userPreferredMethodForSecondaryAuthentication"];

    private async Task<Answer> PatchAsync(string alias, string preferred) =>
        (await _admin.PatchAnswerAsync(Preferences(alias), Body(preferred))).Is(HttpStatusCode.NoContent);

    private async Task AddPhoneAsync(string alias, string type) =>
        (await _admin.PostAnswerAsync(Phones(alias).TrimEnd('/'), $$"""{"phoneNumber":"+1 2065555555","phoneType":"{{type}}"}""")).Is(HttpStatusCode.Created);
}
