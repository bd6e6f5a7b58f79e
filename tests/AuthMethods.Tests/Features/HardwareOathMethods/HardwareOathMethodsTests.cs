using System.Net;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.HardwareOathMethods;

public sealed class HardwareOathMethodsTests(HardwareOathMethodsTests.StoppedServer stopped)
    : AdminTests("global.admin"), IClassFixture<HardwareOathMethodsTests.StoppedServer>
{
    private string _device = "";

    private string Balas => $"/beta/users/{_tenant.Name("balas")}/authentication/hardwareOathMethods";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
        _device = await Tokens.AddAsync(_admin, "TOTP123456");
    }

    protected override Task<TestTenant> NewTenantAsync() => stopped.Server.TenantAsync();

    [Fact]
    public async Task Create_AssignsTheTokenWithoutActivatingIt()
    {
        var created = (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);

        Assert.Equal(_device, (string?)created.Json["id"]);
        Assert.Equal("assigned", (string?)created.Json["device"]!["status"]);
        Assert.Equal("Balas Jansen", (string?)created.Json["device"]!["assignedTo"]!["displayName"]);
        Assert.Equal(_device, (string?)(await _admin.GetAnswerAsync(created.Headers.Location!.ToString())).Is(HttpStatusCode.OK).Json["device"]!["id"]);
        var mixed = (await _admin.GetAnswerAsync(Balas.Replace("hardwareOathMethods", "methods", StringComparison.Ordinal)))
            .Value.Single(m => (string?)m!["id"] == _device)!;
        Assert.Equal("#microsoft.graph.hardwareOathAuthenticationMethod", (string?)mixed["@odata.type"]);
        Assert.False(mixed.AsObject().ContainsKey("device"));
        Assert.Equal("none", await PreferredAsync());
    }

    [Fact]
    public async Task Create_OfATokenThatSomebodyHas_Answers400()
    {
        (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);

        (await _admin.PostAnswerAsync(Balas.Replace("balas", "megan", StringComparison.Ordinal), Device())).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PostAnswerAsync(Balas, $$$"""{"device":{"id":"{{{Guid.NewGuid()}}}"}}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PostAnswerAsync(Balas, """{"device":{}}""")).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Activate_WithTheCodeTheTokenShows_MakesItTheUsersSecondFactor()
    {
        (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);

        (await _admin.PostAnswerAsync(
            $"{Balas}/{_device}/activate", $$"""{"verificationCode":"{{Tokens.Code(_tenant)}}","displayName":"Balas's token"}"""))
            .Is(HttpStatusCode.NoContent);

        var found = (await _admin.GetAnswerAsync($"{Balas}/{_device}")).Json["device"]!;
        Assert.Equal(("activated", "Balas's token"), ((string?)found["status"], (string?)found["displayName"]));
        Assert.NotNull(found["lastUsedDateTime"]);
        Assert.Equal("oath", await PreferredAsync());
        (await _admin.PostAnswerAsync($"{Balas}/{_device}/activate", Code(Tokens.Code(_tenant, 1)))).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Activate_WithAWrongCode_Answers400AndRemembersIt()
    {
        (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);

        (await _admin.PostAnswerAsync($"{Balas}/{_device}/activate", Code(Tokens.Wrong(_tenant)))).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("failedActivation", await StatusAsync());
        (await _admin.PostAnswerAsync($"{Balas}/{_device}/activate", Code(Tokens.Code(_tenant)))).Is(HttpStatusCode.NoContent);
        Assert.Equal("activated", await StatusAsync());
    }

    [Fact]
    public async Task Activate_WithACodeThatWasUsed_Answers400()
    {
        var code = Tokens.Code(_tenant);
        (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync($"{Balas}/{_device}/activate", Code(code))).Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync($"{Balas}/{_device}/deactivate")).Is(HttpStatusCode.NoContent);
        Assert.Equal("assigned", await StatusAsync());

        (await _admin.PostAnswerAsync($"{Balas}/{_device}/activate", Code(code))).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task AssignAndActivate_WithSha256AndAMinute_DoesBoth()
    {
        var slow = await Tokens.AddAsync(_admin, "TOTP654321", 60, "hmacsha256");
        var code = Tokens.Code(_tenant, 0, 60, HashFunction.Hmacsha256);

        (await _admin.PostAnswerAsync($"{Balas}/assignAndActivate", $$"""{"device":{"id":"{{slow}}"},"verificationCode":"{{Tokens.Wrong(_tenant)}}"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
        (await _admin.PostAnswerAsync($"{Balas}/assignAndActivate", $$"""{"device":{"id":"{{slow}}"},"verificationCode":"{{code}}"}"""))
            .Is(HttpStatusCode.NoContent);

        Assert.Equal("activated", (string?)(await _admin.GetAnswerAsync(Balas)).Value.Single()!["device"]!["status"]);
        (await _admin.PostAnswerAsync($"{Balas}/assignAndActivate", $$"""{"device":{"id":"{{slow}}"},"verificationCode":"{{code}}"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task AssignAndActivateBySerialNumber_ByTheUser_IsAllowed()
    {
        var balas = await _tenant.AsAsync("balas", "UserAuthMethod-HardwareOATH.ReadWrite");

        (await balas.PostAnswerAsync(
            "/beta/me/authentication/hardwareOathMethods/assignAndActivateBySerialNumber",
            $$"""{"serialNumber":"TOTP123456","verificationCode":"{{Tokens.Code(_tenant)}}"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("activated", await StatusAsync());
        (await balas.PostAnswerAsync(
            "/beta/me/authentication/hardwareOathMethods/assignAndActivateBySerialNumber", """{"serialNumber":"none","verificationCode":"123456"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
        (await balas.PostAnswerAsync("/beta/me/authentication/hardwareOathMethods/assignAndActivateBySerialNumber", """{"serialNumber":"TOTP123456"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task AssignAndActivateBySerialNumber_OfTwoMakers_TakesTheOneThatShowsTheCode()
    {
        var seeds = new Dictionary<string, string> { ["Contoso"] = Tokens.Seed, ["Fabrikam"] = "TXYZAE6PJ4UZF3NNKIW3HQNFUF7WFTFB" };
        var made = new List<(string Id, string Seed)>();
        foreach (var (maker, seed) in seeds)
        {
            var device = Tokens.New("SAME");
            (device["manufacturer"], device["secretKey"]) = (maker, seed);
            made.Add(((string)(await _admin.PostAnswerAsync(Tokens.Inventory, device.ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!, seed));
        }

        // The token with the highest id is assigned first, while both are in the inventory.
        foreach (var ((id, seed), user) in made.OrderByDescending(d => d.Id, StringComparer.Ordinal).Zip(["balas", "megan"]))
        {
            var methods = Balas.Replace("balas", user, StringComparison.Ordinal);
            (await _admin.PostAnswerAsync(
                $"{methods}/assignAndActivateBySerialNumber", $$"""{"serialNumber":"SAME","verificationCode":"{{Tokens.Code(_tenant, seed: seed)}}"}"""))
                .Is(HttpStatusCode.NoContent);
            Assert.Equal(id, (string?)(await _admin.GetAnswerAsync(methods)).Value.Single()!["id"]);
        }
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("POST", "/assignAndActivate")]
    [InlineData("POST", "/assignAndActivateBySerialNumber")]
    [InlineData("POST", "/{device}/activate")]
    [InlineData("PUT", "/{device}/device/assignTo/$ref")]
    public async Task EveryWayToAdd_WhenThePolicyDoesNotAllowIt_Answers400(string verb, string path)
    {
        if (path.EndsWith("/activate", StringComparison.Ordinal)) (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration());
        var body = path.Length == 0 ? Device() : $$"""{"device":{"id":"{{_device}}"}"""
            + $$""","serialNumber":"TOTP123456","verificationCode":"{{Tokens.Code(_tenant)}}","@odata.id":"https://graph.microsoft.com/"""
            + """beta/users/00000000-0000-4000-8000-000000000021"}""";

        var refused = await _admin.AnswerAsync(new(verb), Balas + path.Replace("{device}", _device, StringComparison.Ordinal), body);

        Assert.Equal(
            "Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [HardwareOath].",
            refused.Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);
    }

    [Fact]
    public async Task AssignByReference_ToTheUserOfThePath_Assigns()
    {
        var path = $"{Balas}/{_device}/device/assignTo/$ref";

        (await _admin.PutAnswerAsync(path, """{"@odata.id":"https://graph.microsoft.com/beta/users/00000000-0000-4000-8000-000000000022"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PutAnswerAsync(path, """{"@odata.id":"https://graph.microsoft.com/beta/users/00000000-0000-4000-8000-000000000021"}"""))
            .Is(HttpStatusCode.NoContent);

        Assert.Equal("assigned", await StatusAsync());
    }

    [Fact]
    public async Task Delete_GivesTheTokenBackToTheInventory()
    {
        (await _admin.PostAnswerAsync(Balas, Device())).Is(HttpStatusCode.Created);

        (await _admin.DeleteAnswerAsync($"{Balas}/{_device}")).Is(HttpStatusCode.NoContent);

        Assert.Equal("available", (string?)(await _admin.GetAnswerAsync($"{Tokens.Inventory}/{_device}")).Json["status"]);
        (await _admin.DeleteAnswerAsync($"{Balas}/{_device}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.PostAnswerAsync($"{Balas}/deactivate")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.PostAnswerAsync(Balas.Replace("balas", "megan", StringComparison.Ordinal), Device())).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Family_OnV1_IsNotThere() =>
        (await _admin.GetAnswerAsync(Balas.Replace("beta", "v1.0", StringComparison.Ordinal))).Is(HttpStatusCode.BadRequest, "BadRequest");

    private string Device() => $$$"""{"device":{"id":"{{{_device}}}"}}""";

    private static string Code(string code) => $$"""{"verificationCode":"{{code}}"}""";

    private async Task<string?> StatusAsync() => (string?)(await _admin.GetAnswerAsync($"{Balas}/{_device}")).Is(HttpStatusCode.OK).Json["device"]!["status"];

    private async Task<string> PreferredAsync() =>
        (string?)(await _admin.GetAnswerAsync(Balas.Replace("hardwareOathMethods", "signInPreferences", StringComparison.Ordinal)))
            .Json["userPreferredMethodForSecondaryAuthentication"] ?? "none";

    /// <summary>A server with a stopped clock, so a token always shows the same code.</summary>
    public sealed class StoppedServer : ServerFixture
    {
        protected override Task<TestServer> StartAsync() => TestServer.StartAsync(clock: Clock);
    }
}
