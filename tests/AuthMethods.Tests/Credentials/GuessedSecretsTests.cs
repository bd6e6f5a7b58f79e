using System.Net;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Features.HardwareOathMethods;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Credentials;

/// <summary>Every place that takes a secret limits guessing, also on pages and in the API.</summary>
public sealed class GuessedSecretsTests : ServerTests
{
    private const string LockedOut = "The account is temporarily locked because a wrong secret was sent too many times. Try again later.";

    [Fact]
    public async Task ChangePassword_SharesTheCounterOfSignIns()
    {
        var kim = await _tenant.AsAsync("kim");
        for (var i = 0; i < 10; i++)
        {
            var wrong = (await ChangeAsync(kim, $"Wrong-Password-{i}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
            Assert.Equal("The specified current password is not correct.", Message(wrong));
        }

        Assert.Equal(LockedOut, Message((await ChangeAsync(kim, SampleTenant.Password)).Is(HttpStatusCode.BadRequest, "Request_BadRequest")));
        (await _tenant.TokenAsync(_tenant.OfUser("kim"))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50053);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await ChangeAsync(kim, SampleTenant.Password)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task ChangePasswordInABatch_IsLimitedToo()
    {
        var kim = await _tenant.AsAsync("kim");
        var requests = string.Join(',', Enumerable.Range(0, 20).Select(i =>
            $$$"""{"id":"{{{i}}}","method":"POST","url":"/me/changePassword","headers":{"Content-Type":"application/json"}"""
            + $$$""","body":{"currentPassword":"Wrong-{{{i}}}-Password","newPassword":"Neu-Kennwort-7"}}"""));

        var answers = (await kim.PostAnswerAsync("/v1.0/$batch", $$"""{"requests":[{{requests}}]}""")).Is(HttpStatusCode.OK).Json["responses"]!.AsArray();

        Assert.Equal(10, answers.Count(a => (string?)a!["body"]!["error"]!["message"] == LockedOut));
    }

    [Fact]
    public async Task Page_OfTheAuthorizeEndpoint_SaysThatTheAccountIsLocked()
    {
        var path = $"/{_tenant.Id}/oauth2/v2.0/authorize?client_id={SampleTenant.AdminTools}&response_type=code&scope=openid"
            + $"&redirect_uri=http%3A%2F%2Flocalhost%3A1&code_challenge={new string('a', 43)}&code_challenge_method=S256";
        for (var i = 0; i < 10; i++) Assert.Contains("AADSTS50126", (await PostAsync($"Wrong-{i}")).Text, StringComparison.Ordinal);

        Assert.Contains("AADSTS50053", (await PostAsync(SampleTenant.Password)).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);

        Task<Answer> PostAsync(string password) => _server.Client().AnswerAsync(
            HttpMethod.Post, path, TokenRequests.Encoded([("username", _tenant.Name("kim")), ("password", password)]), "application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task Page_ForDeviceCodes_TakesTenWrongCodesFromOneSource()
    {
        for (var i = 0; i < 10; i++) Assert.Contains("AADSTS70019", (await PostAsync(new string('B', i + 1))).Text, StringComparison.Ordinal);

        Assert.Contains("AADSTS50053", (await PostAsync("BCDFGHJK")).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);

        Task<Answer> PostAsync(string code) => _server.Client().AnswerAsync(
            HttpMethod.Post, "/common/oauth2/deviceauth", TokenRequests.Encoded([("user_code", code)]), "application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task Pin_IsLimited()
    {
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
        var admin = await _tenant.AsAsync("auth.admin");
        var path = $"/v1.0/users/{_tenant.Name("balas")}/authentication/qrCodePinMethod";
        (await admin.PutAnswerAsync(path, """{"pin":{"code":"09599786"}}""")).Is(HttpStatusCode.Created);
        var balas = await _tenant.WithMfaAsync("balas");
        for (var i = 0; i < 10; i++) (await ChangeAsync($"1111000{i}")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal(LockedOut, Message((await ChangeAsync("09599786")).Is(HttpStatusCode.BadRequest, "badRequest")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await ChangeAsync("09599786")).Is(HttpStatusCode.NoContent);

        Task<Answer> ChangeAsync(string current) => balas.PostAnswerAsync(
            "/v1.0/me/authentication/qrCodePinMethod/pin/updatePin", $$"""{"currentPin":"{{current}}","newPin":"56745755"}""");
    }

    [Theory]
    [InlineData("assignAndActivateBySerialNumber", "\"serialNumber\":\"TOTP123456\"")]
    [InlineData("assignAndActivate", "\"device\":{\"id\":\"{device}\"}")]
    [InlineData("{device}/activate", "\"displayName\":\"Mine\"")]
    public async Task CodesOfTokens_AreLimited(string action, string named)
    {
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
        var admin = await _tenant.AsAsync("global.admin");
        var device = await Tokens.AddAsync(admin, "TOTP123456");
        var path = $"/beta/users/{_tenant.Name("balas")}/authentication/hardwareOathMethods";
        if (action.EndsWith("/activate", StringComparison.Ordinal))
        {
            (await admin.PostAnswerAsync(path, $$$"""{"device":{"id":"{{{device}}}"}}""")).Is(HttpStatusCode.Created);
        }

        var right = Tokens.Code(_tenant);
        foreach (var wrong in Enumerable.Range(0, 20).Select(i => $"{i:D6}").Where(c => c != right).Take(10))
        {
            Assert.NotEqual(LockedOut, Message(await SendAsync(wrong)));
        }

        Assert.Equal(LockedOut, Message((await SendAsync(right)).Is(HttpStatusCode.BadRequest, "badRequest")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync(Tokens.Code(_tenant))).Is(HttpStatusCode.NoContent);

        Task<Answer> SendAsync(string code) => admin.PostAnswerAsync(
            $"{path}/{action}".Replace("{device}", device, StringComparison.Ordinal),
            $$"""{{{named.Replace("{device}", device, StringComparison.Ordinal)}},"verificationCode":"{{code}}"}""");
    }

    private static Task<Answer> ChangeAsync(HttpClient client, string current) =>
        client.PostAnswerAsync("/v1.0/me/changePassword", $$"""{"currentPassword":"{{current}}","newPassword":"Neu-Kennwort-7"}""");

    private static string? Message(Answer answer) => (string?)answer.Json["error"]?["message"];
}
