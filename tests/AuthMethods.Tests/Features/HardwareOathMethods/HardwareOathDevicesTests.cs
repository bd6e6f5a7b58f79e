using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.HardwareOathMethods;

public sealed class HardwareOathDevicesTests() : AdminTests("auth.policy.admin")
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
    }

    [Fact]
    public async Task AssignTo_IsTheUserWhoHasTheToken()
    {
        var global = await _tenant.AsAsync("global.admin");
        var token = Tokens.New("TOTP123456");
        token["assignTo"] = new JsonObject { ["id"] = TheDirectory.Kim };
        var assigned = (await global.PostAnswerAsync(Tokens.Inventory, token.ToJsonString())).Is(HttpStatusCode.Created).Json["id"];
        var free = (await global.PostAnswerAsync(Tokens.Inventory, Tokens.New("TOTP123457").ToJsonString())).Is(HttpStatusCode.Created).Json["id"];

        var user = (await _admin.GetAnswerAsync($"{Tokens.Inventory}/{assigned}/assignTo?$select=id")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(TheDirectory.Kim, (string?)user["id"]);
        Assert.EndsWith("$metadata#users(id)/$entity", (string)user["@odata.context"]!, StringComparison.Ordinal);
        (await _admin.GetAnswerAsync($"{Tokens.Inventory}/{free}/assignTo")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync($"{Tokens.Inventory}/{Guid.NewGuid()}/assignTo")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task List_WithCount_CountsWithoutAHeader()
    {
        var list = (await _admin.GetAnswerAsync($"{Tokens.Inventory}?$count=true")).Is(HttpStatusCode.OK);

        Assert.Equal(list.Value.Count, (int)list.Json["@odata.count"]!);
    }

    [Fact]
    public async Task Create_Answers201WithTheTokenAndNeverItsSeed()
    {
        var created = (await _admin.PostAnswerAsync(Tokens.Inventory, Tokens.New("TOTP123456").ToJsonString())).Is(HttpStatusCode.Created);

        var id = (string?)created.Json["id"];
        Assert.EndsWith(
            "$metadata#directory/authenticationMethodDevices/hardwareOathDevices/$entity",
            (string?)created.Json["@odata.context"],
            StringComparison.Ordinal);
        Assert.EndsWith($"{Tokens.Inventory}('{id}')", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        var found = (await _admin.GetAnswerAsync(created.Headers.Location!.ToString())).Is(HttpStatusCode.OK).Json.AsObject();
        found.Remove("@odata.context");
        Assert.Equal(
            $$"""{"id":"{{id}}","displayName":null,"serialNumber":"TOTP123456","manufacturer":"Contoso","model":"Hardware Token 1000","secretKey":null"""
                + ""","timeIntervalInSeconds":30,"status":"available","lastUsedDateTime":null,"hashFunction":"hmacsha1","assignedTo":null}""",
            found.ToJsonString());
        var stored = await _tenant.Server.QueryAsync(_tenant.Id, db => db.Set<HardwareOathDeviceRow>().SingleAsync(d => d.SerialNumber == "TOTP123456"));
        Assert.DoesNotContain(Tokens.Seed, stored.EncryptedSecret, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("serialNumber", null)]
    [InlineData("serialNumber", "")]
    [InlineData("manufacturer", null)]
    [InlineData("model", null)]
    [InlineData("secretKey", null)]
    [InlineData("secretKey", "not base32!")]
    [InlineData("hashFunction", "md5")]
    public async Task Create_WithoutWhatItNeeds_Answers400(string property, string? value)
    {
        var device = Tokens.New("TOTP123456");
        device[property] = value;

        (await _admin.PostAnswerAsync(Tokens.Inventory, device.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_WithAnotherIntervalOrTheSameSerialNumber_Answers400()
    {
        (await _admin.PostAnswerAsync(Tokens.Inventory, Tokens.New("TOTP123456", interval: 45).ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
        await Tokens.AddAsync(_admin, "TOTP123456");

        (await _admin.PostAnswerAsync(Tokens.Inventory, Tokens.New("TOTP123456").ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_AssignedAtOnce_NeedsTheRightToAssign()
    {
        const string balas = "00000000-0000-4000-8000-000000000021";
        var globalAdmin = await _tenant.AsAsync("global.admin");

        (await AssignAsync(_admin, balas)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await AssignAsync(
            await _tenant.AsAsync("global.admin", "Policy.ReadWrite.AuthenticationMethod", "UserAuthMethod-HardwareOATH.ReadWrite.All"), balas))
            .Is(HttpStatusCode.Forbidden, "accessDenied");
        (await AssignAsync(await _tenant.AsAppAsync("Policy.ReadWrite.AuthenticationMethod"), balas)).Is(HttpStatusCode.Forbidden, "accessDenied");

        var created = (await AssignAsync(globalAdmin, balas)).Is(HttpStatusCode.Created);
        Assert.Equal("assigned", (string?)created.Json["status"]);
        Assert.Equal("""{"id":"00000000-0000-4000-8000-000000000021","displayName":"Balas Jansen"}""", created.Json["assignedTo"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_AssignedToAnUnknownUser_TellsCallersWithoutPermissionNothing()
    {
        var nobody = Guid.NewGuid().ToString();

        (await AssignAsync(_admin, nobody)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await AssignAsync(await _tenant.AsAsync("global.admin"), nobody)).Is(HttpStatusCode.BadRequest, "badRequest");
        (await AssignAsync(await _tenant.AsAsync("global.admin"), "nobody")).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_AssignedToOneself_NeedsTheRoleAndIsSelfService()
    {
        await using var server = await TestServer.StartAsync([new("Policy:SelfServiceWrites", "false")]);
        var tenant = await server.TenantAsync();

        var withoutRole = await AssignAsync(await tenant.AsAsync("auth.policy.admin"), "00000000-0000-4000-8000-000000000005");
        var withRole = await AssignAsync(await tenant.AsAsync("global.admin"), "00000000-0000-4000-8000-000000000001");

        Assert.StartsWith("RoleMissing", withoutRole.Is(HttpStatusCode.Forbidden, "accessDenied").Reason, StringComparison.Ordinal);
        Assert.StartsWith(
            "OwnAccount: Policy:SelfServiceWrites is off", withRole.Is(HttpStatusCode.Forbidden, "accessDenied").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AssignedToAUserWhomThePolicyExcludes_Answers400()
    {
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration());
        var globalAdmin = await _tenant.AsAsync("global.admin");

        var refused = (await AssignAsync(globalAdmin, "00000000-0000-4000-8000-000000000021")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.EndsWith("AuthMethodType [HardwareOath].", refused.ErrorMessage, StringComparison.Ordinal);
        await Tokens.AddAsync(globalAdmin, "TOTP123456");
    }

    [Fact]
    public async Task CreateMany_CreatesAllOrNone()
    {
        var both = new JsonObject { ["@context"] = "#$delta", ["value"] = new JsonArray(Tokens.New("A1"), Tokens.New("A2")) };
        both["value"]![0]!["@contentId"] = "1";

        var created = (await _admin.PatchAnswerAsync(Tokens.Inventory, both.ToJsonString())).Is(HttpStatusCode.Created);

        Assert.Equal(["A1", "A2"], created.Value.Select(item => (string?)item!["device"]!["serialNumber"]));
        Assert.All(created.Value, item =>
        {
            Assert.Equal("#microsoft.graph.hardwareOathAuthenticationMethod", (string?)item!["@odata.type"]);
            Assert.Equal((string?)item["id"], (string?)item["device"]!["id"]);
        });
        var mixed = new JsonObject { ["value"] = new JsonArray(Tokens.New("A3"), Tokens.New("A2")) };
        (await _admin.PatchAnswerAsync(Tokens.Inventory, mixed.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Empty((await _admin.GetAnswerAsync($"{Tokens.Inventory}?$filter=serialNumber eq 'A3'")).Value);
        (await _admin.PatchAnswerAsync(Tokens.Inventory, """{"value":[]}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PatchAnswerAsync(Tokens.Inventory, """{"value":[1]}""")).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task List_InPages_IsTheWholeList()
    {
        for (var i = 0; i < 3; i++) await Tokens.AddAsync(_admin, $"PAGE{i}");
        var serials = new List<string>();
        for (var link = $"{Tokens.Inventory}?$top=2"; link is not null;)
        {
            var page = (await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK);
            Assert.InRange(page.Value.Count, 1, 2);
            serials.AddRange(page.Value.Select(d => (string)d!["serialNumber"]!));
            link = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(["PAGE0", "PAGE1", "PAGE2", "TOTP000001", "TOTP000002"], serials.Order());
        Assert.Equal("PAGE1", (string?)(await _admin.GetAnswerAsync($"{Tokens.Inventory}?$filter=serialNumber eq 'PAGE1'")).Value.Single()!["serialNumber"]);
    }

    [Fact]
    public async Task Update_WhileNobodyHasIt_ChangesIt()
    {
        var id = await Tokens.AddAsync(_admin, "TOTP123456");

        (await _admin.PatchAnswerAsync(
            $"{Tokens.Inventory}/{id}", """{"displayName":"Spare","model":"2000","timeIntervalInSeconds":60,"hashFunction":"hmacsha256"}"""))
            .Is(HttpStatusCode.NoContent);

        var found = (await _admin.GetAnswerAsync($"{Tokens.Inventory}/{id}")).Json;
        Assert.Equal(
            ("Spare", "2000", 60, "hmacsha256"),
            ((string?)found["displayName"], (string?)found["model"], (int)found["timeIntervalInSeconds"]!, (string?)found["hashFunction"]));
        (await _admin.PatchAnswerAsync($"{Tokens.Inventory}/{id}", """{"serialNumber":"other"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PatchAnswerAsync($"{Tokens.Inventory}/{Guid.NewGuid()}", """{"model":"2000"}""")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task UpdateAndDelete_WhileSomebodyHasIt_Answer400()
    {
        var held = $"{Tokens.Inventory}/{HardwareOathMethodRow.SampleDevice}";

        (await _admin.PatchAnswerAsync(held, """{"model":"2000"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.DeleteAnswerAsync(held)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Delete_Answers204AndItIsGone()
    {
        var id = await Tokens.AddAsync(_admin, "TOTP123456");

        (await _admin.DeleteAnswerAsync($"{Tokens.Inventory}/{id}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync($"{Tokens.Inventory}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Tokens.Inventory}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync($"{Tokens.Inventory}/no-guid")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Inventory_IsForPolicyAdministratorsAndOnBeta()
    {
        var reader = await _tenant.AsAsync("global.reader");
        (await reader.GetAnswerAsync(Tokens.Inventory)).Is(HttpStatusCode.OK);
        (await reader.PostAnswerAsync(Tokens.Inventory, Tokens.New("TOTP123456").ToJsonString())).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync(Tokens.Inventory)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await (await _tenant.AsAppAsync("Policy.ReadWrite.AuthenticationMethod")).PostAnswerAsync(
            Tokens.Inventory, Tokens.New("TOTP123456").ToJsonString())).Is(HttpStatusCode.Created);
        (await _admin.GetAnswerAsync(Tokens.Inventory.Replace("beta", "v1.0", StringComparison.Ordinal))).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    private static Task<Answer> AssignAsync(HttpClient client, string user)
    {
        var device = Tokens.New("TOTP123456");
        device["assignTo"] = new JsonObject { ["id"] = user };
        return client.PostAnswerAsync(Tokens.Inventory, device.ToJsonString());
    }
}
