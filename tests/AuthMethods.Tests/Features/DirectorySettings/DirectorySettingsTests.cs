using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Credentials;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.DirectorySettings;

/// <summary>The tenant's setting of when wrong passwords lock a user out.</summary>
public sealed class DirectorySettingsTests : ServerTests
{
    private const string Template = "5cf42378-d67d-4f36-ba46-e8b86229381d";
    private const int Wrong = 50126;
    private const int Locked = 50053;

    private HttpClient _admin = null!;

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync([Guesser.TrustedProxy], clock: _clock);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await _tenant.AsAsync("global.admin");
    }

    [Fact]
    public async Task ThresholdAndDuration_ApplyFromTheNextGuessOn()
    {
        var id = await CreateAsync(("LockoutThreshold", "3"), ("LockoutDurationInSeconds", "300"));
        var guesser = new Guesser(_tenant);

        Assert.Equal(string.Join(' ', [Wrong, Wrong, Wrong, Locked]), string.Join(' ', await guesser.GuessAsync("kim", 4)));
        _clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(Locked, Guesser.Code(await guesser.SignInAsync("kim", SampleTenant.Password)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await guesser.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync($"/beta/settings/{id}", """{"values":[{"name":"LockoutThreshold","value":"1"}]}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal(string.Join(' ', [Wrong, Locked]), string.Join(' ', await new Guesser(_tenant, "203.0.113.8").GuessAsync("balas", 2)));
        (await _admin.DeleteAnswerAsync($"/beta/settings/{id}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(10, (await new Guesser(_tenant, "203.0.113.9").GuessAsync("megan", 12)).Count(c => c == Wrong));
    }

    [Fact]
    public async Task Setting_IsOneOfItsTemplate_AndHasAllOfItsValues()
    {
        Assert.Empty((await _admin.GetAnswerAsync("/beta/settings")).Is(HttpStatusCode.OK).Value);
        var template = (await _admin.GetAnswerAsync($"/beta/directorySettingTemplates/{Template}")).Is(HttpStatusCode.OK).Json;

        var id = await CreateAsync();

        var setting = Assert.Single((await _admin.GetAnswerAsync("/beta/settings")).Is(HttpStatusCode.OK).Value)!;
        Assert.Equal((id, "Password Rule Settings", Template), ((string?)setting["id"], (string?)setting["displayName"], (string?)setting["templateId"]));
        Assert.Equal(
            template["values"]!.AsArray().Select(v => ((string?)v!["name"], (string?)v["defaultValue"])),
            setting["values"]!.AsArray().Select(v => ((string?)v!["name"], (string?)v["value"])));
        (await _admin.GetAnswerAsync($"/beta/settings/{id}")).Is(HttpStatusCode.OK);
        (await _admin.PostAnswerAsync("/beta/settings", $$"""{"templateId":"{{Template}}"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Theory]
    [InlineData("LockoutThreshold", "0")]
    [InlineData("LockoutThreshold", "51")]
    [InlineData("LockoutThreshold", "-1")]
    [InlineData("LockoutThreshold", "ten")]
    [InlineData("LockoutThreshold", "")]
    [InlineData("LockoutDurationInSeconds", "4")]
    [InlineData("LockoutDurationInSeconds", "18001")]
    [InlineData("LockoutDurationInSeconds", "99999999999")]
    [InlineData("EnableBannedPasswordCheck", "perhaps")]
    [InlineData("BannedPasswordCheckOnPremisesMode", "Sometimes")]
    [InlineData("Unknown", "1")]
    public async Task AnInvalidValue_Answers400(string name, string value)
    {
        var id = await CreateAsync();
        var body = $$"""{"values":[{"name":"{{name}}","value":"{{value}}"}]}""";

        (await _admin.PatchAnswerAsync($"/beta/settings/{id}", body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task AnUnknownTemplateOrSetting_IsRefused()
    {
        (await _admin.PostAnswerAsync("/beta/settings", $$"""{"templateId":"{{Guid.NewGuid()}}"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        foreach (var path in new[] { "settings", "directorySettingTemplates" })
        {
            (await _admin.GetAnswerAsync($"/beta/{path}/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        }

        (await _admin.DeleteAnswerAsync($"/beta/settings/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    private async Task<string> CreateAsync(params (string Name, string Value)[] values)
    {
        var sent = string.Join(',', values.Select(v => $$"""{"name":"{{v.Name}}","value":"{{v.Value}}"}"""));
        var created = (await _admin.PostAnswerAsync("/beta/settings", $$"""{"templateId":"{{Template}}","values":[{{sent}}]}""")).Is(HttpStatusCode.Created);
        return (string)created.Json["id"]!;
    }
}
