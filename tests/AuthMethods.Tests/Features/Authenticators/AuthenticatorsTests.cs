using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.HardwareOathMethods;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.Authenticators;

/// <summary>Simulated authenticators do what real ones do: register, show codes, sign.</summary>
public sealed class AuthenticatorsTests : TenantTests
{
    private const string Path = "/authmethods/authenticators";

    private HttpClient _pipeline = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _pipeline = await _tenant.AsAppAsync();
    }

    [Fact]
    public async Task App_ShowsTheCodesOfItsSecret()
    {
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
        var admin = await _tenant.AsAsync("global.admin");
        await Tokens.AddAsync(admin, "APP-1");
        var app = await CreateAsync($$"""{"type":"totp","displayName":"Balas's app","secretKey":"{{Tokens.Seed}}"}""");

        var code = (await _pipeline.GetAnswerAsync($"{Path}/{app}/code")).Is(HttpStatusCode.OK).Json;

        Assert.InRange((DateTimeOffset)code["validUntilDateTime"]!, DateTimeOffset.UtcNow.AddSeconds(-5), DateTimeOffset.UtcNow.AddSeconds(31));
        (await (await _tenant.AsAsync("balas")).PostAnswerAsync(
            "/beta/me/authentication/hardwareOathMethods/assignAndActivateBySerialNumber",
            $$"""{"serialNumber":"APP-1","verificationCode":"{{code["code"]}}"}""")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task App_WithoutASecret_GetsOneThatIsShownOnce()
    {
        var created = (await _pipeline.PostAnswerAsync(Path, """{"type":"totp"}""")).Is(HttpStatusCode.Created);
        var secret = (string)created.Json["secretKey"]!;

        Assert.Matches("^[A-Z2-7]{32}$", secret);
        Assert.EndsWith($"{Path}/{created.Json["id"]}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        var read = (await _pipeline.GetAnswerAsync($"{Path}/{created.Json["id"]}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("totp", null), ((string?)read["type"], (string?)read["secretKey"]));
        (await _pipeline.PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("kim")}/authentication/softwareOathMethods", $$"""{"secretKey":"{{secret}}"}""")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("none", false, "deviceBound")]
    [InlineData("packed", false, "deviceBound")]
    [InlineData("packed", true, "synced")]
    public async Task Passkey_IsRegisteredByGraphAndSignsIn(string attestation, bool isSynced, string type)
    {
        await MethodPolicy.SetAsync(_tenant, new Fido2Configuration
        {
            PasskeyProfiles = [new() { Id = PasskeyProfile.Default, PasskeyTypes = PasskeyTypes.DeviceBound | PasskeyTypes.Synced }],
        });
        var methods = $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";
        var key = await CreateAsync(
            $$"""{"type":"passkey","displayName":"Test key","attestation":"{{attestation}}","isSynced":{{(isSynced ? "true" : "false")}}}""");
        var options = (await _pipeline.GetAnswerAsync($"{methods}/creationOptions")).Is(HttpStatusCode.OK);

        var creation = (await _pipeline.PostAnswerAsync($"{Path}/{key}/create", options.Text)).Is(HttpStatusCode.OK);
        var registered = (await _pipeline.PostAnswerAsync(methods, creation.Text)).Is(HttpStatusCode.Created).Json;

        Assert.Equal(("Test key", type), ((string?)registered["displayName"], (string?)registered["passkeyType"]));
        Assert.Equal("localhost", (string?)(await _pipeline.GetAnswerAsync($"{Path}/{key}")).Json["relyingPartyId"]);
        Assert.Equal((1u, 2u), (await SignInAsync(key), await SignInAsync(key)));
    }

    [Fact]
    public async Task Passkey_IsNotCreatedTwiceWhereItExists()
    {
        var methods = $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";
        var key = await CreateAsync("""{"type":"passkey"}""");
        var first = await _pipeline.GetAnswerAsync($"{methods}/creationOptions");
        (await _pipeline.PostAnswerAsync(methods, (await _pipeline.PostAnswerAsync($"{Path}/{key}/create", first.Text)).Text)).Is(HttpStatusCode.Created);

        var second = (await _pipeline.GetAnswerAsync($"{methods}/creationOptions")).Is(HttpStatusCode.OK);

        Assert.NotEmpty(second.Json["publicKey"]!["excludeCredentials"]!.AsArray());
        (await _pipeline.PostAnswerAsync($"{Path}/{key}/create", second.Text)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Theory]
    [InlineData("""{"publicKey":{"rpId":"fabrikam.com","challenge":"AAAA"}}""")]
    [InlineData("""{"publicKey":{"rpId":"localhost","challenge":"AAAA","allowCredentials":[{"type":"public-key","id":"AAAA"}]}}""")]
    [InlineData("""{"publicKey":{"rpId":"localhost"}}""")]
    [InlineData("""{"publicKey":{"rpId":"localhost","challenge":7,"allowCredentials":"all"}}""")]
    [InlineData("""{"publicKey":"localhost"}""")]
    [InlineData("{}")]
    public async Task Passkey_SignsForItsDomainAndCredentialOnly(string body)
    {
        var key = await CreateAsync("""{"type":"passkey"}""");
        (await _pipeline.PostAnswerAsync(
            $"{Path}/{key}/create", """{"publicKey":{"rp":{"id":"localhost"},"user":{"id":"MDAw"},"challenge":"AAAA"}}""")).Is(HttpStatusCode.OK);

        (await _pipeline.PostAnswerAsync($"{Path}/{key}/get", body)).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Authenticator_ThatCannot_Answers400()
    {
        var (app, key) = (await CreateAsync("""{"type":"totp"}"""), await CreateAsync("""{"type":"passkey"}"""));

        (await _pipeline.GetAnswerAsync($"{Path}/{key}/code")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _pipeline.PostAnswerAsync($"{Path}/{app}/get", """{"publicKey":{"rpId":"localhost","challenge":"AAAA"}}""")).Is(HttpStatusCode.BadRequest);
        (await _pipeline.PostAnswerAsync($"{Path}/{key}/get", """{"publicKey":{"rpId":"localhost","challenge":"AAAA"}}""")).Is(HttpStatusCode.BadRequest);
        (await _pipeline.PostAnswerAsync(
            $"{Path}/{key}/create",
            """{"publicKey":{"rp":{"id":"localhost"},"user":{"id":"MDAw"},"challenge":"AAAA","pubKeyCredParams":[{"type":"public-key","alg":-257}]}}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Theory]
    [InlineData("""{"type":"card"}""")]
    [InlineData("""{"displayName":"Nothing"}""")]
    [InlineData("""{"type":"totp","secretKey":"not base32!"}""")]
    [InlineData("""{"type":"passkey","aaGuid":"Yubi"}""")]
    [InlineData("""{"type":"passkey","attestation":"tpm"}""")]
    public async Task Create_WithAWrongValue_Answers400(string body) => (await _pipeline.PostAnswerAsync(Path, body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Delete_RemovesIt()
    {
        var app = await CreateAsync("""{"type":"totp"}""");
        Assert.Single((await _pipeline.GetAnswerAsync(Path)).Is(HttpStatusCode.OK).Value);

        (await _pipeline.DeleteAnswerAsync($"{Path}/{app}")).Is(HttpStatusCode.NoContent);

        (await _pipeline.DeleteAnswerAsync($"{Path}/{app}")).Is(HttpStatusCode.NotFound);
        Assert.Empty((await _pipeline.GetAnswerAsync(Path)).Value);
    }

    [Theory]
    [InlineData("auth.admin")]
    [InlineData("kim")]
    public async Task Authenticators_AreForThoseWhoMayActOnEverybody(string alias)
    {
        var caller = await _tenant.AsAsync(alias);

        (await caller.GetAnswerAsync(Path)).Is(HttpStatusCode.Forbidden);
        (await caller.PostAnswerAsync(Path, """{"type":"totp"}""")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Authenticators_OfAnotherTenant_AreUnknown()
    {
        var app = await CreateAsync("""{"type":"totp"}""");
        var theirs = await (await NewTenantAsync()).AsAppAsync();

        Assert.Empty((await theirs.GetAnswerAsync(Path)).Value);
        (await theirs.GetAnswerAsync($"{Path}/{app}/code")).Is(HttpStatusCode.NotFound);
        (await theirs.DeleteAnswerAsync($"{Path}/{app}")).Is(HttpStatusCode.NotFound);
    }

    private async Task<string> CreateAsync(string body) =>
        (string)(await _pipeline.PostAnswerAsync(Path, body)).Is(HttpStatusCode.Created).Json["id"]!;

    /// <summary>Has the framework check a signature, and returns its count.</summary>
    private async Task<uint> SignInAsync(string key)
    {
        await using var scope = _tenant.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuthDb>().TenantId = _tenant.Id;
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Scheme, http.Request.Host) = ("http", new("localhost"));
        var handler = scope.ServiceProvider.GetRequiredService<IPasskeyHandler<UserRow>>();
        var asked = await handler.MakeRequestOptionsAsync(user: null, http);
        var options = new JsonObject { ["publicKey"] = JsonNode.Parse(asked.RequestOptionsJson) };
        var assertion = (await _pipeline.PostAnswerAsync($"{Path}/{key}/get", options.ToJsonString())).Is(HttpStatusCode.OK);

        var result = await handler.PerformAssertionAsync(
            new() { HttpContext = http, CredentialJson = assertion.Text, AssertionState = asked.AssertionState });

        Assert.True(result.Succeeded, result.Failure?.Message);
        Assert.Equal(_tenant.Name("balas"), result.User.UserPrincipalName);
        return result.Passkey.SignCount;
    }
}
