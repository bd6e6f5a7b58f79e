using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Licenses;

public sealed class LicensesTests() : AdminTests("user.admin")
{
    private const string Sku = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";
    private const string P1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
    private const string P2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998";
    private const string Mfa = "8a256a2b-b617-496d-b51b-e76466e88db0";
    private const string Unknown = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task AssignLicense_ShowsTheLicenseAndItsPlansOnTheUser()
    {
        await LocateAsync("kim");

        var answer = (await AssignAsync("kim", Add(Sku, P1))).Is(HttpStatusCode.OK);

        Assert.EndsWith("$metadata#users/$entity", (string)answer.Json["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(_tenant.Name("kim"), (string?)answer.Json["userPrincipalName"]);
        var user = (await _admin.GetAnswerAsync($"{Kim}?$select=assignedLicenses,assignedPlans,licenseAssignmentStates")).Is(HttpStatusCode.OK).Json;
        Assert.Equal($$"""[{"disabledPlans":["{{P1}}"],"skuId":"{{Sku}}"}]""", user["assignedLicenses"]!.ToJsonString());
        var plans = user["assignedPlans"]!.AsArray().Select(p => ((string?)p!["servicePlanId"], (string?)p["service"], (string?)p["capabilityStatus"]));
        Assert.Equal([(P2, "AADPremiumService", "Enabled"), (Mfa, "MultiFactorService", "Enabled")], plans);
        var state = Assert.Single(user["licenseAssignmentStates"]!.AsArray())!;
        Assert.Equal((Sku, "Active", "None"), ((string?)state["skuId"], (string?)state["state"], (string?)state["error"]));
        Assert.Equal("[]", (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}?$select=assignedLicenses")).Json["assignedLicenses"]!.ToJsonString());
    }

    [Fact]
    public async Task LicenseDetails_NameTheProductAndAllItsPlans()
    {
        await LocateAsync("kim");
        (await AssignAsync("kim", Add(Sku, P1))).Is(HttpStatusCode.OK);
        var kim = await _tenant.AsAsync("kim", "User.Read");

        var list = (await kim.GetAnswerAsync("/v1.0/me/licenseDetails")).Is(HttpStatusCode.OK);

        Assert.EndsWith($"$metadata#users('{TheDirectory.Kim}')/licenseDetails", (string)list.Json["@odata.context"]!, StringComparison.Ordinal);
        var license = Assert.Single(list.Value)!;
        Assert.Equal((Sku, "AAD_PREMIUM_P2"), ((string?)license["skuId"], (string?)license["skuPartNumber"]));
        Assert.Equal(
            [(P2, "AAD_PREMIUM_P2", "Success"), (P1, "AAD_PREMIUM", "Disabled"), (Mfa, "MFA_PREMIUM", "Success")],
            license["servicePlans"]!.AsArray().Select(
                p => ((string?)p!["servicePlanId"], (string?)p["servicePlanName"], (string?)p["provisioningStatus"])));
        var one = (await kim.GetAnswerAsync($"/beta/me/licenseDetails/{license["id"]}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(Sku, (string?)one["skuId"]);
        (await kim.GetAnswerAsync("/v1.0/me/licenseDetails/nothing")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/licenseDetails")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task AssignLicense_ToAUserWithoutUsageLocation_IsRefused()
    {
        var refused = (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal("License assignment cannot be done for user with invalid usage location.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData($$"""{"addLicenses":[{"skuId":"{{Unknown}}"}],"removeLicenses":[]}""", $"License {Unknown} does not correspond to a valid company License.")]
    [InlineData($$"""{"addLicenses":[],"removeLicenses":["{{Unknown}}"]}""", $"License {Unknown} does not correspond to a valid company License.")]
    [InlineData($$"""{"addLicenses":[],"removeLicenses":["{{Sku}}"]}""", "User does not have a corresponding license.")]
    [InlineData(
        $$"""{"addLicenses":[{"skuId":"{{Sku}}","disabledPlans":["{{Unknown}}"]}],"removeLicenses":[]}""",
        $"Service plan {Unknown} is not part of license {Sku}.")]
    public async Task AssignLicense_OfWhatTheTenantOrTheUserDoesNotHave_IsRefused(string body, string message)
    {
        await LocateAsync("kim");

        Assert.Equal(message, (await AssignAsync("kim", body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
        Assert.Equal(0, await ConsumedAsync());
    }

    [Theory]
    [InlineData("""{"addLicenses":[]}""", "BadRequest")]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"addLicenses":[{"skuId":"E3"}],"removeLicenses":[]}""", "BadRequest")]
    [InlineData("""{"addLicenses":[{}],"removeLicenses":[]}""", "Request_BadRequest")]
    [InlineData($$"""{"addLicenses":[{"skuId":"{{Sku}}"}],"removeLicenses":["{{Sku}}"]}""", "Request_BadRequest")]
    public async Task AssignLicense_WithABodyThatDoesNotFit_Answers400(string body, string code)
    {
        await LocateAsync("kim");

        (await AssignAsync("kim", body)).Is(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task AssignLicense_Again_ChangesTheDisabledPlansAndTakesNoSecondLicense()
    {
        await LocateAsync("kim");
        (await AssignAsync("kim", Add(Sku, P1))).Is(HttpStatusCode.OK);

        (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.OK);
        (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.OK);

        Assert.Equal(3, (await _admin.GetAnswerAsync($"{Kim}?$select=assignedPlans")).Json["assignedPlans"]!.AsArray().Count);
        Assert.Equal(1, await ConsumedAsync());
    }

    [Fact]
    public async Task ConsumedUnits_CountUsersWithTheLicenseUntilTheyLoseItOrAreDeleted()
    {
        await LocateAsync("kim");
        var robin = await NewUser.CreateAsync(_admin, _tenant, "robin");
        (await _admin.PatchAnswerAsync($"/v1.0/users/{robin}", """{"usageLocation":"CH"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, await ConsumedAsync());

        (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.OK);
        (await AssignAsync("robin", Add(Sku))).Is(HttpStatusCode.OK);
        Assert.Equal(2, await ConsumedAsync());

        (await AssignAsync("kim", $$"""{"addLicenses":[],"removeLicenses":["{{Sku}}"]}""")).Is(HttpStatusCode.OK);
        Assert.Equal("[]", (await _admin.GetAnswerAsync($"{Kim}?$select=assignedPlans")).Json["assignedPlans"]!.ToJsonString());
        Assert.Equal(1, await ConsumedAsync());

        (await _admin.DeleteAnswerAsync($"/v1.0/users/{robin}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, await ConsumedAsync());

        (await _admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{robin}/restore", "{}")).Is(HttpStatusCode.OK);
        Assert.Equal(1, await ConsumedAsync());
    }

    [Fact]
    public async Task AssignLicense_WhenNoneIsLeft_IsRefusedAndChangesNothing()
    {
        await LocateAsync("kim");
        await LocateAsync("adele");
        (await AssignAsync("adele", Add(Sku))).Is(HttpStatusCode.OK);
        await _tenant.Server.ChangeAsync(_tenant.Id, db => db.Set<LicenseCountRow>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Consumed, 25)));

        var refused = (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal($"Subscription with SKU {Sku} does not have any available licenses.", refused.ErrorMessage);
        Assert.Equal("[]", (await _admin.GetAnswerAsync($"{Kim}?$select=assignedLicenses")).Json["assignedLicenses"]!.ToJsonString());
        Assert.Equal(25, await ConsumedAsync());
        (await AssignAsync("adele", Add(Sku, P1))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AssignLicense_OfTheLastOneToSeveralAtOnce_GivesItToOne()
    {
        string[] users = ["kim", "adele", "balas", "megan"];
        foreach (var user in users) await LocateAsync(user);
        (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.OK);
        (await AssignAsync("kim", $$"""{"addLicenses":[],"removeLicenses":["{{Sku}}"]}""")).Is(HttpStatusCode.OK);
        await _tenant.Server.ChangeAsync(_tenant.Id, db => db.Set<LicenseCountRow>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Consumed, 24)));

        var answers = await Task.WhenAll(users.Select(user => AssignAsync(user, Add(Sku))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(25, await ConsumedAsync());
    }

    [Fact]
    public async Task SubscribedSkus_ShowUnits()
    {
        var sku = Assert.Single((await _admin.GetAnswerAsync("/v1.0/subscribedSkus")).Is(HttpStatusCode.OK).Value)!;

        Assert.Equal("""{"enabled":25,"lockedOut":0,"suspended":0,"warning":0}""", sku["prepaidUnits"]!.ToJsonString());
        Assert.Equal(0, (int)sku["consumedUnits"]!);
    }

    [Theory]
    [InlineData("user.admin", HttpStatusCode.OK)]
    [InlineData("global.admin", HttpStatusCode.OK)]
    [InlineData("helpdesk.admin", HttpStatusCode.Forbidden)]
    [InlineData("global.reader", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task AssignLicense_TakesARole(string caller, HttpStatusCode status)
    {
        await LocateAsync("adele");

        (await (await _tenant.AsAsync(caller)).PostAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/assignLicense", Add(Sku))).Is(status);
    }

    [Fact]
    public async Task AssignLicense_ByALicenseAdministrator_Answers200()
    {
        await LocateAsync("adele");
        var global = await _tenant.AsAsync("global.admin");
        (await global.AssignAsync("4d6ac14f-3453-41d0-bef9-a3e0c569773a", TheDirectory.Kim)).Is(HttpStatusCode.Created);

        var kim = await _tenant.AsAsync("kim", "LicenseAssignment.ReadWrite.All");

        (await kim.PostAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/assignLicense", Add(Sku))).Is(HttpStatusCode.OK);
        (await kim.PostAnswerAsync("/v1.0/me/assignLicense", $$"""{"addLicenses":[],"removeLicenses":["{{Sku}}"]}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task AssignLicense_LeavesAnAuditRecord()
    {
        await LocateAsync("kim");
        (await AssignAsync("kim", Add(Sku))).Is(HttpStatusCode.OK);

        var records = await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.Where(a => a.ActivityDisplayName == "Change user license").ToListAsync());

        Assert.Equal(TheDirectory.Kim, Assert.Single(records).TargetId.ToString());
    }

    private async Task LocateAsync(string alias) =>
        (await _admin.PatchAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}", """{"usageLocation":"CH"}""")).Is(HttpStatusCode.NoContent);

    private Task<Answer> AssignAsync(string alias, string body) => _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}/assignLicense", body);

    private async Task<int> ConsumedAsync() => (int)(await _admin.GetAnswerAsync("/v1.0/subscribedSkus")).Value.Single()!["consumedUnits"]!;

    private static string Add(string sku, params string[] disabled) => new JsonObject
    {
        ["addLicenses"] = new JsonArray(new JsonObject { ["skuId"] = sku, ["disabledPlans"] = new JsonArray([.. disabled.Select(d => (JsonNode)d)]) }),
        ["removeLicenses"] = new JsonArray(),
    }.ToJsonString();
}
