using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.QrCodePinMethods;

public sealed class QrCodePinTests() : AdminTests("auth.admin")
{
    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/qrCodePinMethod";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
    }

    [Fact]
    public async Task Create_ShowsImageAndPinThisOnce()
    {
        (await _admin.GetAnswerAsync(Balas)).Is(HttpStatusCode.NotFound, "resourceNotFound");
        var (start, expire) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(300));

        var created = (await _admin.PutAnswerAsync(Balas, Body(start, expire, "09599786"))).Is(HttpStatusCode.Created);

        Assert.EndsWith("/authentication/qrCodePinMethod/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        Assert.EndsWith("/authentication/qrCodePinMethod", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(("09599786", true), ((string?)created.Json["pin"]!["code"], (bool)created.Json["pin"]!["forceChangePinNextSignIn"]!));
        Assert.Equal("0001-01-01T00:00:00Z", (string?)created.Json["standardQRCode"]!["lastUsedDateTime"]);
        var image = created.Json["standardQRCode"]!["image"]!;
        // The first bytes of a PNG.
        Assert.StartsWith("iVBORw0KGgo", (string?)image["binaryValue"], StringComparison.Ordinal);
        Assert.InRange((int)image["version"]!, 1, 40);
        Assert.Equal("m", (string?)image["errorCorrectionLevel"]);
        var content = Encoding.ASCII.GetString(Convert.FromBase64String((string)image["rawContent"]!));
        var found = (await _admin.GetAnswerAsync(Balas)).Is(HttpStatusCode.OK);
        Assert.Null(found.Json["standardQRCode"]!["image"]);
        Assert.Null(found.Json["pin"]!["code"]);
        Assert.True(found.Json.AsObject().ContainsKey("temporaryQRCode"));
        Assert.Equal((string?)created.Json["standardQRCode"]!["id"], (string?)(await _admin.GetAnswerAsync($"{Balas}/standardQRCode")).Json["id"]);
        Assert.Equal((string?)created.Json["pin"]!["id"], (string?)(await _admin.GetAnswerAsync($"{Balas}/pin")).Json["id"]);
        var mixed = (await _admin.GetAnswerAsync(Balas.Replace("qrCodePinMethod", "methods", StringComparison.Ordinal)))
            .Value.Single(m => (string?)m!["@odata.type"] == "#microsoft.graph.qrCodePinAuthenticationMethod")!;
        Assert.False(mixed.AsObject().ContainsKey("pin"));
        var stored = await _tenant.Server.QueryAsync(_tenant.Id, async db =>
            string.Join(' ', await db.Set<QrCodePinMethodRow>().Select(m => m.PinHash).ToListAsync())
            + string.Join(' ', await db.Set<QrCodeRow>().Select(c => c.ContentHash).ToListAsync()));
        Assert.DoesNotContain("09599786", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(content.Split('.')[2], stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithNothing_TakesThePolicysDefaults()
    {
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Enabled, PinLength = 10, StandardQRCodeLifetimeInDays = 30 });

        var created = (await _admin.PutAnswerAsync(Balas, null)).Is(HttpStatusCode.Created).Json;

        Assert.Matches("^[0-9]{10}$", (string?)created["pin"]!["code"]);
        Assert.Equal(TimeSpan.FromDays(30), Instant(created["standardQRCode"]!["expireDateTime"]) - Instant(created["standardQRCode"]!["startDateTime"]));
    }

    [Fact]
    public async Task Create_WhenThereIsOne_Answers409()
    {
        (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created);

        (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Create_WhenThePolicyDoesNotAllowIt_Answers400()
    {
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration());

        var refused = (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.EndsWith("AuthMethodType [QRCodePin].", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234567", "too short")]
    [InlineData("123456789012345678901", "too long")]
    [InlineData("1234567a", "a letter")]
    [InlineData("", "empty")]
    public async Task Create_WithAnInvalidPin_Answers400(string pin, string because)
    {
        var refused = await _admin.PutAnswerAsync(Balas, $$$"""{"pin":{"code":"{{{pin}}}"}}""");

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("badRequest", refused.ErrorCode);
    }

    [Theory]
    [InlineData(10, 9)]
    [InlineData(0, 396)]
    [InlineData(-20, -10)]
    public async Task Create_WithAnEndThatCannotBe_Answers400(int start, int expire) =>
        (await _admin.PutAnswerAsync(Balas, Body(DateTimeOffset.UtcNow.AddDays(start), DateTimeOffset.UtcNow.AddDays(expire), "09599786")))
            .Is(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task SetStandard_WhileOneIsActive_MovesItsEndOnly()
    {
        var created = (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created).Json["standardQRCode"]!;
        var expire = DateTimeOffset.UtcNow.AddDays(20);

        var updated = (await _admin.PatchAnswerAsync($"{Balas}/standardQRCode", $$"""{"expireDateTime":"{{expire:O}}"}""")).Is(HttpStatusCode.OK).Json;

        Assert.Equal((string?)created["id"], (string?)updated["id"]);
        Assert.Null(updated["image"]);
        Assert.True((Instant(updated["expireDateTime"]) - expire).Duration() < TimeSpan.FromMilliseconds(1));
        (await _admin.PatchAnswerAsync($"{Balas}/standardQRCode", $$"""{"startDateTime":"{{expire:O}}"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PatchAnswerAsync($"{Balas}/standardQRCode", $$"""{"expireDateTime":"{{expire.AddDays(400):O}}"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task SetStandard_WhenNoneIsThere_MakesOneAndKeepsThePin()
    {
        (await _admin.PatchAnswerAsync($"{Balas}/standardQRCode", "{}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        var pin = (string?)(await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created).Json["pin"]!["id"];
        (await _admin.DeleteAnswerAsync($"{Balas}/standardQRCode")).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"{Balas}/standardQRCode")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.GetAnswerAsync($"{Balas}/standardQRCode")).Is(HttpStatusCode.NotFound, "resourceNotFound");

        var made = (await _admin.PatchAnswerAsync($"{Balas}/standardQRCode", "{}")).Is(HttpStatusCode.Created);

        Assert.NotNull(made.Json["image"]);
        Assert.EndsWith("/qrCodePinMethod/standardQRCode/$entity", (string?)made.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(pin, (string?)(await _admin.GetAnswerAsync($"{Balas}/pin")).Json["id"]);
    }

    [Fact]
    public async Task SetTemporary_IsForHoursAndOneAtATime()
    {
        (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created);
        var now = DateTimeOffset.UtcNow;
        foreach (var hours in new[] { 0.5, 12.5 })
        {
            (await _admin.PatchAnswerAsync($"{Balas}/temporaryQRCode", $$"""{"startDateTime":"{{now:O}}","expireDateTime":"{{now.AddHours(hours):O}}"}"""))
                .Is(HttpStatusCode.BadRequest, "badRequest");
        }

        var made =
            (await _admin.PatchAnswerAsync($"{Balas}/temporaryQRCode", $$"""{"startDateTime":"{{now:O}}","expireDateTime":"{{now.AddHours(8):O}}"}"""))
                .Is(HttpStatusCode.Created);

        Assert.NotNull(made.Json["image"]);
        (await _admin.PatchAnswerAsync($"{Balas}/temporaryQRCode", "{}")).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Equal((string?)made.Json["id"], (string?)(await _admin.GetAnswerAsync(Balas)).Json["temporaryQRCode"]!["id"]);
        (await _admin.DeleteAnswerAsync($"{Balas}/temporaryQRCode")).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync($"{Balas}/temporaryQRCode", "{}")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Pin_ResetByAnAdministratorThenChangedByTheUser()
    {
        (await _admin.PatchAnswerAsync($"{Balas}/pin", "{}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.PutAnswerAsync(Balas, """{"pin":{"code":"09599786"}}""")).Is(HttpStatusCode.Created);
        var balas = await _tenant.AsAsync("balas");
        const string mine = "/v1.0/me/authentication/qrCodePinMethod/pin";

        var reset = (await _admin.PatchAnswerAsync($"{Balas}/pin", """{"@odata.type":"#microsoft.graph.qrPin","code":"11112222"}"""))
            .Is(HttpStatusCode.Created);

        Assert.Null(reset.Headers.Location);
        var pin = (string)reset.Json["code"]!;
        Assert.Matches("^[0-9]{8}$", pin);
        (await balas.PatchAnswerAsync($"{mine}/updatePin", """{"currentPin":"09599786","newPin":"56745755"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await balas.PatchAnswerAsync($"{mine}/updatePin", $$"""{"currentPin":"{{pin}}","newPin":"{{pin}}"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await balas.PatchAnswerAsync($"{mine}/updatePin", $$"""{"currentPin":"{{pin}}","newPin":"5674575"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await balas.PatchAnswerAsync($"{mine}/updatePin", $$"""{"currentPin":"{{pin}}","newPin":"5674575567457556"}""")).Is(HttpStatusCode.NoContent);
        Assert.False((bool)(await balas.GetAnswerAsync(mine)).Json["forceChangePinNextSignIn"]!);
        (await (await _tenant.AsAsync("balas", "UserAuthenticationMethod.ReadWrite")).PatchAnswerAsync(
            $"{mine}/updatePin", """{"currentPin":"1","newPin":"2"}""")).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    [Fact]
    public async Task UpdatePin_OfAnotherUser_NeedsTheirPinAndARole()
    {
        var pin = (string)(await _admin.PutAnswerAsync(Balas, """{"pin":{"code":"09599786"}}""")).Is(HttpStatusCode.Created).Json["pin"]!["code"]!;
        var body = $$"""{"currentPin":"{{pin}}","newPin":"5674575567457556"}""";

        (await (await _tenant.AsAsync("kim")).PatchAnswerAsync($"{Balas}/pin/updatePin", body)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await (await _tenant.AsAsync("auth.admin", "UserAuthenticationMethod.ReadWrite.All")).PatchAnswerAsync($"{Balas}/pin/updatePin", body))
            .Is(HttpStatusCode.Forbidden, "accessDenied");
        var admin = await _tenant.AsAsync("auth.admin", "Directory.AccessAsUser.All");
        (await admin.PatchAnswerAsync($"{Balas}/pin/updatePin", """{"currentPin":"1","newPin":"5674575567457556"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await admin.PatchAnswerAsync($"{Balas}/pin/updatePin", body)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task UpdatePin_IsAPostToo()
    {
        (await _admin.PutAnswerAsync(Balas, """{"pin":{"code":"09599786"}}""")).Is(HttpStatusCode.Created);
        var balas = await _tenant.AsAsync("balas");

        (await balas.PostAnswerAsync("/v1.0/me/authentication/qrCodePinMethod/pin/updatePin", """{"currentPin":"09599786","newPin":"56745755"}"""))
            .Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_RemovesCodesAndPin()
    {
        (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created);
        (await _admin.PatchAnswerAsync($"{Balas}/temporaryQRCode", "{}")).Is(HttpStatusCode.Created);

        (await _admin.DeleteAnswerAsync(Balas)).Is(HttpStatusCode.NoContent);

        (await _admin.DeleteAnswerAsync(Balas)).Is(HttpStatusCode.NotFound, "resourceNotFound");
        foreach (var part in new[] { "", "/pin", "/standardQRCode", "/temporaryQRCode" })
        {
            (await _admin.GetAnswerAsync($"{Balas}{part}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        }

        Assert.Null((await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created).Json["temporaryQRCode"]);
    }

    private static string Body(DateTimeOffset start, DateTimeOffset expire, string pin) => new JsonObject
    {
        ["@odata.type"] = "#microsoft.graph.qrCodePinAuthenticationMethod",
        ["standardQRCode"] = new JsonObject { ["startDateTime"] = start.ToString("O"), ["expireDateTime"] = expire.ToString("O") },
        ["pin"] = new JsonObject { ["code"] = pin },
    }.ToJsonString();

    private static DateTimeOffset Instant(JsonNode? node) => DateTimeOffset.Parse((string)node!, null);
}
