using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Authority;

/// <summary>Signing in with a QR code and a PIN.</summary>
public sealed class QrCodeSignInTests : ServerTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Temporary = "09599786";
    private const string Own = "27182818";

    private HttpClient _admin = null!;
    private string _content = "";

    private string Method => $"/v1.0/users/{_tenant.Name("balas")}/authentication/qrCodePinMethod";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
        _admin = await _tenant.AsAsync("auth.admin");
        var created = (await _admin.PutAnswerAsync(Method, new JsonObject { ["pin"] = new JsonObject { ["code"] = Temporary } }.ToJsonString()))
            .Is(HttpStatusCode.Created);
        _content = ContentOf(created.Json["standardQRCode"]!);
    }

    [Fact]
    public async Task CodeAndTemporaryPin_SignIn_OnceThePinIsChanged()
    {
        var browser = await AtPinAsync(_content);
        Assert.Equal("PIN", browser.Label);
        (await browser.SubmitAsync(("answer", Temporary))).Is(HttpStatusCode.OK);
        Assert.Equal("New PIN", browser.Label);
        foreach (var (first, second) in new[] { ("1234567", "1234567"), (Temporary, Temporary), ("letters8", "letters8"), (Own, "27182819") })
        {
            await browser.SubmitAsync(("answer", first), ("answer", second));
            Assert.Equal("New PIN", browser.Label);
        }

        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", Own), ("answer", Own)));

        Assert.Equal(["pin"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        Assert.Equal(TheDirectory.Balas, (string?)tokens.Claims()["oid"]);
        var method = (await _admin.GetAnswerAsync(Method)).Json;
        Assert.False((bool)method["pin"]!["forceChangePinNextSignIn"]!);
        Assert.NotEqual("0001-01-01T00:00:00Z", (string?)method["standardQRCode"]!["lastUsedDateTime"]);
        var record = (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync(
            $"/beta/auditLogs/signIns?$filter=userId eq '{TheDirectory.Balas}' and isInteractive eq true")).Value.First()!;
        Assert.Equal("QR code pin", (string?)record["authenticationDetails"]![0]!["authenticationMethod"]);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
        // From now on, with the new PIN alone.
        var again = await AtPinAsync(_content);
        (await again.SubmitAsync(("answer", Temporary))).Is(HttpStatusCode.BadRequest);
        (await again.SubmitAsync(("answer", Own))).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Code_IsTakenAsTheUserName_AndTellsTheTenantAtAnAlias()
    {
        await ChangePinAsync();
        foreach (var tenant in new[] { _tenant.Id.ToString(), "common" })
        {
            var browser = Browser();
            await browser.OpenAsync(Path(tenant));
            (await browser.SubmitAsync(("username", _content))).Is(HttpStatusCode.OK);
            Assert.Equal("PIN", browser.Label);
            await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", Own)));
        }
    }

    [Fact]
    public async Task TemporaryCode_SignsInUntilItExpires_BesideTheOther()
    {
        await ChangePinAsync();
        var temporary = ContentOf((await _admin.PatchAnswerAsync($"{Method}/temporaryQRCode", "{}")).Is(HttpStatusCode.Created).Json);
        (await SignInAsync(temporary)).Is(HttpStatusCode.SeeOther);
        (await SignInAsync(_content)).Is(HttpStatusCode.SeeOther);

        _clock.Advance(TimeSpan.FromHours(13));

        (await SignInAsync(temporary)).Is(HttpStatusCode.BadRequest);
        (await SignInAsync(_content)).Is(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("another secret")]
    [InlineData("nobody's")]
    [InlineData("in another tenant")]
    [InlineData("expired")]
    [InlineData("deleted")]
    [InlineData("replaced")]
    [InlineData("forbidden")]
    [InlineData("disabled")]
    [InlineData("another PIN")]
    public async Task Code_SignsNobodyIn(string why)
    {
        await ChangePinAsync();
        var (content, pin, waiting) = (_content, Own, await AtPinAsync(_content));
        var parts = _content.Split('.');
        if (why == "another secret") content = $"{parts[0]}.{parts[1]}.{new string('A', 43)}";
        if (why == "nobody's") content = $"{parts[0]}.{Guid.NewGuid():N}.{parts[2]}";
        if (why == "in another tenant") content = $"{(await _server.TenantAsync()).Id:N}.{parts[1]}.{parts[2]}";
        if (why == "expired") _clock.Advance(TimeSpan.FromDays(366));
        if (why is "deleted" or "replaced") (await _admin.DeleteAnswerAsync($"{Method}/standardQRCode")).Is(HttpStatusCode.NoContent);
        if (why == "replaced") (await _admin.PatchAnswerAsync($"{Method}/standardQRCode", "{}")).Is(HttpStatusCode.Created);
        if (why == "forbidden") await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Disabled });
        if (why == "disabled") await _server.ChangeAsync(_tenant.Id, db => db.Users.Where(u => u.Id == Guid.Parse(TheDirectory.Balas))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.AccountEnabled, false)));
        if (why == "another PIN") pin = "31415926";

        (await SignInAsync(content, pin)).Is(HttpStatusCode.BadRequest);

        if (why is "deleted" or "replaced" or "forbidden" or "disabled") (await waiting.SubmitAsync(("answer", Own))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task TenWrongPins_LockTheUserOut()
    {
        await ChangePinAsync();
        var browser = await AtPinAsync(_content);
        for (var i = 0; i < 10; i++) await browser.SubmitAsync(("answer", $"{i:D8}"));

        Assert.Contains("AADSTS50053", (await browser.SubmitAsync(("answer", Own))).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(2));
        (await SignInAsync(_content)).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task NewPin_IsNotSetWithoutTheOldOne()
    {
        var browser = await AtPinAsync(_content);

        (await browser.SubmitAsync(("answer", Own), ("answer", Own))).Is(HttpStatusCode.BadRequest);

        Assert.True((bool)(await _admin.GetAnswerAsync(Method)).Json["pin"]!["forceChangePinNextSignIn"]!);
    }

    [Fact]
    public async Task NewPin_IsNotSet_WhenTheOldOneWasReplacedMeanwhile()
    {
        var browser = await AtPinAsync(_content);
        (await browser.SubmitAsync(("answer", Temporary))).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync($"{Method}/pin", "{}")).Is(HttpStatusCode.Created);

        (await browser.SubmitAsync(("answer", Own), ("answer", Own))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task NoLog_HoldsTheContentOfACode()
    {
        await (await AtPinAsync(_content)).SubmitAsync(("answer", "31415926"));

        var admin = await _tenant.AsAsync("global.admin");
        foreach (var log in new[] { "/v1.0/auditLogs/signIns", "/v1.0/auditLogs/directoryAudits" })
        {
            Assert.DoesNotContain(_content.Split('.')[2], (await admin.GetAnswerAsync(log)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MultiFactor_AfterAPin_TakesAnyOtherFactor()
    {
        await ChangePinAsync();
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods", """{"phoneNumber":"+1 2065555511","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = await AtPinAsync(_content);

        (await browser.SubmitAsync(("answer", Own))).Is(HttpStatusCode.OK);

        Assert.Equal("Code", browser.Label);
    }

    [Fact]
    public async Task DeletedMethod_EndsTheSession_AndPagesOfferItOnlyWhereItIsAllowed()
    {
        await ChangePinAsync();
        var browser = await AtPinAsync(_content);
        (await browser.SubmitAsync(("answer", Own))).Is(HttpStatusCode.SeeOther);
        (await _admin.DeleteAnswerAsync(Method)).Is(HttpStatusCode.NoContent);

        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);

        Assert.Contains("Sign in with a QR code", browser.Page.Text, StringComparison.Ordinal);
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Disabled });
        await browser.OpenAsync(Path());
        Assert.DoesNotContain("Sign in with a QR code", browser.Page.Text, StringComparison.Ordinal);
    }

    private async Task ChangePinAsync() => (await (await _tenant.AsAsync("balas")).PostAnswerAsync(
        "/v1.0/me/authentication/qrCodePinMethod/pin/updatePin", $$"""{"currentPin":"{{Temporary}}","newPin":"{{Own}}"}""")).Is(HttpStatusCode.NoContent);

    private async Task<Answer> SignInAsync(string content, string pin = Own) => await (await AtPinAsync(content)).SubmitAsync(("answer", pin));

    private async Task<FormBrowser> AtPinAsync(string content)
    {
        var browser = Browser();
        await browser.OpenAsync($"{Path()}&with=qrCodePin");
        Assert.Equal("QR code", browser.Label);
        (await browser.SubmitAsync(("answer", content))).Is(HttpStatusCode.OK);
        return browser;
    }

    private static string ContentOf(JsonNode code) => Encoding.ASCII.GetString(Convert.FromBase64String((string)code["image"]!["rawContent"]!));

    private FormBrowser Browser() => new(_tenant.Server.Client());

    private string Path(string? tenant = null) => SignInPaths.Authorize(_tenant, Redirect, ("code_challenge", SignInPaths.Challenge))
        .Replace($"/{_tenant.Id}/", $"/{tenant ?? _tenant.Id.ToString()}/", StringComparison.Ordinal);
}
