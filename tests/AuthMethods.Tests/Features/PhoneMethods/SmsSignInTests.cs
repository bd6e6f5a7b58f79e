using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PhoneMethods;

/// <summary>The states of <c>smsSignInState</c> and the transitions between them.</summary>
public sealed class SmsSignInTests() : AdminTests("global.admin")
{
    private const string Number = "+1 2065555555";
    private const string KimsNumber = "+1 2065555501";

    [Theory]
    [InlineData(false, MethodIds.Mobile, "notAllowedByPolicy")]
    [InlineData(true, MethodIds.Mobile, "notConfigured")]
    [InlineData(false, MethodIds.AlternateMobile, "notSupported")]
    [InlineData(true, MethodIds.AlternateMobile, "notSupported")]
    [InlineData(false, MethodIds.Office, "notSupported")]
    [InlineData(true, MethodIds.Office, "notSupported")]
    public async Task State_OfPhonesThatWereThereBeforeThePolicy_FollowsThePolicy(bool isAllowed, string id, string expected)
    {
        if (isAllowed) await _tenant.AllowSmsSignInAsync();

        Assert.Equal(expected, await StateAsync("adele", id));
    }

    [Fact]
    public async Task Create_WhenPolicyAllows_RegistersTheNumber()
    {
        await _tenant.AllowSmsSignInAsync();

        var created = (await CreateAsync("balas", Number)).Is(HttpStatusCode.Created);

        Assert.Equal("ready", (string?)created.Json["smsSignInState"]);
        Assert.Equal("ready", await StateAsync("balas"));
    }

    [Theory]
    [InlineData("+1 2065555555", "the same number")]
    [InlineData("+12065555555", "the same number without the space")]
    [InlineData("+1 2065555555x12", "the same number with an extension")]
    public async Task Create_WhenAnotherSignsInWithTheNumber_Answers409AndStoresThePhone(string number, string described)
    {
        await _tenant.AllowSmsSignInAsync();
        (await CreateAsync("balas", Number)).Is(HttpStatusCode.Created);

        var conflict = await CreateAsync("megan", number);

        Assert.True(conflict.Status == HttpStatusCode.Conflict, described);
        Assert.Equal("phoneNumberNotUnique", conflict.ErrorCode);
        Assert.Equal(conflict.ErrorMessage, (string?)conflict.Json["error"]!["innerError"]!["message"]);
        Assert.Equal("phoneNumberNotUnique", await StateAsync("megan"));
        Assert.Equal("ready", await StateAsync("balas"));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task Update_WhenAnotherSignsInWithTheNumber_Answers409AndStoresTheNumber(string verb)
    {
        await _tenant.AllowSmsSignInAsync();
        (await CreateAsync("balas", Number)).Is(HttpStatusCode.Created);

        (await _admin.AnswerAsync(new(verb), Mobile("kim"), Body(Number))).Is(HttpStatusCode.Conflict, "phoneNumberNotUnique");

        var kept = (await _admin.GetAnswerAsync(Mobile("kim"))).Is(HttpStatusCode.OK).Json;
        Assert.Equal(Number, (string?)kept["phoneNumber"]);
        Assert.Equal("phoneNumberNotUnique", (string?)kept["smsSignInState"]);
    }

    [Fact]
    public async Task Update_WhenPolicyAllows_RegistersTheNewNumber()
    {
        await _tenant.AllowSmsSignInAsync();

        (await _admin.PatchAnswerAsync(Mobile("kim"), Body(Number))).Is(HttpStatusCode.NoContent);

        Assert.Equal("ready", await StateAsync("kim"));
    }

    [Theory]
    [InlineData("DELETE", "", null)]
    [InlineData("PATCH", "", "+1 2065555599")]
    [InlineData("POST", "/disableSmsSignIn", null)]
    public async Task ANumberThatBecomesFree_IsNotConfiguredForTheWaitingUserAndCanBeEnabled(string verb, string action, string? next)
    {
        await _tenant.AllowSmsSignInAsync();
        (await CreateAsync("balas", Number)).Is(HttpStatusCode.Created);
        (await CreateAsync("megan", Number)).Is(HttpStatusCode.Conflict);

        (await _admin.AnswerAsync(new(verb), Mobile("balas") + action, next is null ? null : Body(next))).Is(HttpStatusCode.NoContent);

        Assert.Equal("notConfigured", await StateAsync("megan"));
        (await EnableAsync("megan")).Is(HttpStatusCode.NoContent);
        Assert.Equal("ready", await StateAsync("megan"));
    }

    [Fact]
    public async Task ADeletedUser_KeepsTheNumber()
    {
        await _tenant.AllowSmsSignInAsync();
        (await CreateAsync("balas", Number)).Is(HttpStatusCode.Created);
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}")).Is(HttpStatusCode.NoContent);

        (await CreateAsync("megan", Number)).Is(HttpStatusCode.Conflict, "phoneNumberNotUnique");
    }

    [Fact]
    public async Task TheSameNumber_WhereNobodySignsInWithIt_IsManyUsersPhone()
    {
        (await CreateAsync("balas", Number)).Is(HttpStatusCode.Created);
        (await CreateAsync("megan", Number)).Is(HttpStatusCode.Created);
        await _tenant.AllowSmsSignInAsync();
        (await CreateAsync("alex", Number)).Is(HttpStatusCode.Created);

        var office = await _admin.PostAnswerAsync(Phones("synced"), $$"""{"phoneNumber":"{{Number}}","phoneType":"office"}""");

        Assert.Equal("notSupported", (string?)office.Is(HttpStatusCode.Created).Json["smsSignInState"]);
    }

    [Fact]
    public async Task Enable_OfANumberFromBeforeThePolicy_MakesItReady()
    {
        await _tenant.AllowSmsSignInAsync();

        var enabled = (await EnableAsync("kim")).Is(HttpStatusCode.NoContent);

        Assert.Empty(enabled.Text);
        Assert.Equal("ready", await StateAsync("kim"));
    }

    [Fact]
    public async Task Enable_Twice_Answers204Twice()
    {
        await _tenant.AllowSmsSignInAsync();
        (await EnableAsync("kim")).Is(HttpStatusCode.NoContent);

        (await EnableAsync("kim")).Is(HttpStatusCode.NoContent);

        Assert.Equal("ready", await StateAsync("kim"));
    }

    [Fact]
    public async Task Enable_WhenAnotherSignsInWithTheNumber_Answers409()
    {
        await _tenant.AllowSmsSignInAsync();
        (await CreateAsync("balas", KimsNumber)).Is(HttpStatusCode.Created);

        (await EnableAsync("kim")).Is(HttpStatusCode.Conflict, "phoneNumberNotUnique");

        Assert.Equal("phoneNumberNotUnique", await StateAsync("kim"));
    }

    [Fact]
    public async Task Enable_WhenPolicyForbids_Answers400()
    {
        (await EnableAsync("kim")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("notAllowedByPolicy", await StateAsync("kim"));
    }

    [Theory]
    [InlineData(MethodIds.Office, "enableSmsSignIn")]
    [InlineData(MethodIds.Office, "disableSmsSignIn")]
    [InlineData(MethodIds.AlternateMobile, "enableSmsSignIn")]
    [InlineData(MethodIds.AlternateMobile, "disableSmsSignIn")]
    public async Task EnableAndDisable_OfAnotherPhoneThanTheMobile_Answer400(string id, string action)
    {
        await _tenant.AllowSmsSignInAsync();

        (await _admin.PostAnswerAsync($"{Phones("adele")}/{id}/{action}")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("notSupported", await StateAsync("adele", id));
    }

    [Fact]
    public async Task Disable_TakesTheNumberOutAndCanBeRepeatedAndUndone()
    {
        await _tenant.AllowSmsSignInAsync();
        (await EnableAsync("kim")).Is(HttpStatusCode.NoContent);

        (await DisableAsync("kim")).Is(HttpStatusCode.NoContent);
        (await DisableAsync("kim")).Is(HttpStatusCode.NoContent);

        Assert.Equal("notEnabled", await StateAsync("kim"));
        (await EnableAsync("kim")).Is(HttpStatusCode.NoContent);
        Assert.Equal("ready", await StateAsync("kim"));
    }

    [Fact]
    public async Task Update_WithTheSameNumber_KeepsWhatWasTurnedOffTurnedOff()
    {
        await _tenant.AllowSmsSignInAsync();
        (await DisableAsync("kim")).Is(HttpStatusCode.NoContent);

        (await _admin.PatchAnswerAsync(Mobile("kim"), Body(KimsNumber))).Is(HttpStatusCode.NoContent);

        Assert.Equal("notEnabled", await StateAsync("kim"));
    }

    [Fact]
    public async Task State_WhenPolicyChanges_FollowsAtOnceAndForgetsNothing()
    {
        await _tenant.AllowSmsSignInAsync();
        (await EnableAsync("kim")).Is(HttpStatusCode.NoContent);

        await _tenant.ForbidSmsSignInAsync();
        Assert.Equal("notAllowedByPolicy", await StateAsync("kim"));

        await _tenant.AllowSmsSignInAsync();
        Assert.Equal("ready", await StateAsync("kim"));

        await _tenant.DisableSmsAsync();
        Assert.Equal("notAllowedByPolicy", await StateAsync("kim"));
    }

    [Theory]
    [InlineData(true, false, false, "notConfigured", "a member of the included group")]
    [InlineData(false, false, false, "notAllowedByPolicy", "no member of the included group")]
    [InlineData(true, true, false, "notAllowedByPolicy", "only an owner of the included group")]
    [InlineData(true, false, true, "notAllowedByPolicy", "a member of an excluded group too")]
    public async Task State_WhenPolicyNamesGroups_FollowsMembership(bool isKimsGroup, bool isOwner, bool isExcluded, string expected, string described)
    {
        var included = await _tenant.GroupAsync(SampleTenant.UserId(isKimsGroup ? 22 : 23), isOwner);
        Guid? excluded = isExcluded ? await _tenant.GroupAsync(SampleTenant.UserId(22)) : null;

        await _tenant.AllowSmsSignInAsync(included, excluded);

        Assert.True(expected == await StateAsync("kim"), described);
    }

    [Fact]
    public async Task State_WhenEverybodyButAGroupMay_IsNotAllowedForItsMembers()
    {
        await _tenant.AllowSmsSignInAsync(except: await _tenant.GroupAsync(SampleTenant.UserId(22)));

        Assert.Equal("notAllowedByPolicy", await StateAsync("kim"));
        Assert.Equal("notConfigured", await StateAsync("adele"));
    }

    [Fact]
    public async Task EnableAndDisable_OnBeta_AreActionsOfAnyMethod()
    {
        await _tenant.AllowSmsSignInAsync();
        var method = $"/beta/users/{_tenant.Name("kim")}/authentication/methods/{MethodIds.Mobile}";

        (await _admin.PostAnswerAsync($"{method}/enableSmsSignIn")).Is(HttpStatusCode.NoContent);
        Assert.Equal("ready", await StateAsync("kim"));

        (await _admin.PostAnswerAsync($"{method}/disableSmsSignIn")).Is(HttpStatusCode.NoContent);
        Assert.Equal("notEnabled", await StateAsync("kim"));
        (await _admin.PostAnswerAsync(method.Replace(MethodIds.Mobile, MethodIds.Email, StringComparison.Ordinal) + "/enableSmsSignIn"))
            .Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("UserAuthMethod-Phone.ReadWrite.All", HttpStatusCode.Forbidden)]
    [InlineData("UserAuthenticationMethod.ReadWrite.All", HttpStatusCode.NoContent)]
    public async Task EnableAndDisable_AsActionsOfAnyMethod_NeedThePermissionOverEveryKind(string permission, HttpStatusCode status)
    {
        await _tenant.AllowSmsSignInAsync();
        var method = $"/beta/users/{_tenant.Name("kim")}/authentication/methods/{MethodIds.Mobile}";
        var admin = await _tenant.AsAsync("auth.admin", permission);
        var app = await _tenant.AsAppAsync(permission);

        foreach (var action in new[] { "enableSmsSignIn", "disableSmsSignIn" })
        {
            (await admin.PostAnswerAsync($"{method}/{action}")).Is(status);
            (await app.PostAnswerAsync($"{method}/{action}")).Is(HttpStatusCode.Forbidden, "accessDenied");
        }
    }

    [Fact]
    public async Task Enable_OnV1AsAnActionOfAnyMethod_IsAnUnknownSegment()
    {
        var unknown = await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/methods/{MethodIds.Mobile}/enableSmsSignIn");

        unknown.Is(HttpStatusCode.BadRequest, "BadRequest");
        Assert.Equal("Resource not found for the segment 'enableSmsSignIn'.", unknown.ErrorMessage);
    }

    [Fact]
    public async Task EnableAndDisable_OfOnesOwnPhone_NeedNoRole()
    {
        await _tenant.AllowSmsSignInAsync();
        var kim = await _tenant.AsAsync("kim", "UserAuthMethod-Phone.ReadWrite");
        var mobile = $"/v1.0/me/authentication/phoneMethods/{MethodIds.Mobile}";

        (await kim.PostAnswerAsync($"{mobile}/enableSmsSignIn")).Is(HttpStatusCode.NoContent);
        Assert.Equal("ready", await StateAsync("kim"));

        (await kim.PostAnswerAsync($"{mobile}/disableSmsSignIn")).Is(HttpStatusCode.NoContent);
        Assert.Equal("notEnabled", await StateAsync("kim"));
    }

    private string Phones(string alias) => $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods";

    private string Mobile(string alias) => $"{Phones(alias)}/{MethodIds.Mobile}";

    private static string Body(string number) => $$"""{"phoneNumber":"{{number}}","phoneType":"mobile"}""";

    private Task<Answer> CreateAsync(string alias, string number) => _admin.PostAnswerAsync(Phones(alias), Body(number));

    private Task<Answer> EnableAsync(string alias) => _admin.PostAnswerAsync($"{Mobile(alias)}/enableSmsSignIn");

    private Task<Answer> DisableAsync(string alias) => _admin.PostAnswerAsync($"{Mobile(alias)}/disableSmsSignIn");

    private async Task<string?> StateAsync(string alias, string id = MethodIds.Mobile) =>
        (string?)(await _admin.GetAnswerAsync($"{Phones(alias)}/{id}")).Is(HttpStatusCode.OK).Json["smsSignInState"];
}
