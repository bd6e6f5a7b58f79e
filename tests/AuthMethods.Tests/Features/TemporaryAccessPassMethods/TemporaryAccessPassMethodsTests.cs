using System.Globalization;
using System.Net;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.TemporaryAccessPassMethods;

public sealed class TemporaryAccessPassMethodsTests() : AdminTests("auth.admin")
{
    private string Balas => Of("balas");

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.temporaryAccessPassAuthenticationMethod","startDateTime":null,"lifetimeInMinutes":null"""
            + ""","isUsableOnce":null}""")]
    public async Task Create_WithoutProperties_TakesThePolicysAndShowsThePassOnce(string? body)
    {
        var created = (await _admin.PostAnswerAsync(Balas, body)).Is(HttpStatusCode.Created);

        Assert.Equal(8, ((string)created.Json["temporaryAccessPass"]!).Length);
        Assert.Equal(
            (60, false, true, "EnabledByPolicy"),
            ((int)created.Json["lifetimeInMinutes"]!, (bool)created.Json["isUsableOnce"]!, (bool)created.Json["isUsable"]!,
                (string?)created.Json["methodUsabilityReason"]));
        Assert.Equal((string?)created.Json["createdDateTime"], (string?)created.Json["startDateTime"]);
        Assert.EndsWith(
            $"users('balas%40{_tenant.Domain}')/authentication/temporaryAccessPassMethods/$entity",
            (string?)created.Json["@odata.context"],
            StringComparison.Ordinal);
        var found = (await _admin.GetAnswerAsync(created.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Null(found.Json["temporaryAccessPass"]);
        Assert.Equal((string?)created.Json["id"], (string?)found.Json["id"]);
        Assert.Null((await _admin.GetAnswerAsync(Balas)).Value.Single()!["temporaryAccessPass"]);
    }

    [Fact]
    public async Task Create_StartingLater_IsNotYetValid()
    {
        var start = DateTimeOffset.UtcNow.AddHours(2).ToString("yyyy-MM-dd'T'HH:mm:ss+01:00", CultureInfo.InvariantCulture);

        var created = (await _admin.PostAnswerAsync(Balas, $$"""{"startDateTime":"{{start}}","lifetimeInMinutes":480,"isUsableOnce":true}"""))
            .Is(HttpStatusCode.Created);

        Assert.Equal(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), (DateTimeOffset)created.Json["startDateTime"]!);
        Assert.Equal(
            (false, "NotYetValid", true),
            ((bool)created.Json["isUsable"]!, (string?)created.Json["methodUsabilityReason"], (bool)created.Json["isUsableOnce"]!));
    }

    [Fact]
    public async Task Create_WhenOneExists_ReplacesIt()
    {
        var first = (await _admin.PostAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created);

        var second = (await _admin.PostAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created);

        Assert.NotEqual((string?)first.Json["id"], (string?)second.Json["id"]);
        Assert.Equal((string?)second.Json["id"], (string?)(await _admin.GetAnswerAsync(Balas)).Value.Single()!["id"]);
        (await _admin.GetAnswerAsync($"{Balas}/{first.Json["id"]}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Create_ManyAtOnce_LeavesOne()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _admin.PostAnswerAsync(Balas, "{}")));

        Assert.Single((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Theory]
    [InlineData("""{"lifetimeInMinutes":59}""", "Invalid LifetimeInMinutes specified. The valid range between 60 and 480.")]
    [InlineData("""{"lifetimeInMinutes":481}""", "Invalid LifetimeInMinutes specified. The valid range between 60 and 480.")]
    [InlineData("""{"lifetimeInMinutes":-2147483648}""", "Invalid LifetimeInMinutes specified. The valid range between 60 and 480.")]
    [InlineData("""{"startDateTime":"2022-06-05T00:00:00Z"}""", "Invalid StartDateTime specified. A Temporary Access Pass cannot start in the past.")]
    [InlineData("""{"startDateTime":"0001-01-01T00:00:00Z"}""", "Invalid StartDateTime specified. A Temporary Access Pass cannot start in the past.")]
    public async Task Create_OutsideTheLimits_Answers400(string body, string message)
    {
        var refused = (await _admin.PostAnswerAsync(Balas, body)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal(message, refused.ErrorMessage);
        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Theory]
    [InlineData("""{"lifetimeInMinutes":"an hour"}""")]
    [InlineData("""{"lifetimeInMinutes":60.5}""")]
    [InlineData("""{"lifetimeInMinutes":99999999999}""")]
    [InlineData("""{"startDateTime":"tomorrow"}""")]
    [InlineData("""{"startDateTime":"2036-01-01T00:00:00"}""")]
    [InlineData("""{"startDateTime":"2036-01-01"}""")]
    [InlineData("""{"isUsableOnce":"yes"}""")]
    [InlineData("""{"pass":"of my own"}""")]
    public async Task Create_WithAnInvalidPass_Answers400(string body) =>
        (await _admin.PostAnswerAsync(Balas, body)).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task Create_AtTheEndOfTime_IsNoError() =>
        (await _admin.PostAnswerAsync(Balas, """{"startDateTime":"9999-12-31T23:59:59Z"}""")).Is(HttpStatusCode.Created);

    [Theory]
    [InlineData("UserAuthMethod-TAP.ReadWrite", HttpStatusCode.Created)]
    [InlineData("UserAuthMethod-TAP.ReadWrite.All", HttpStatusCode.Created)]
    [InlineData("UserAuthenticationMethod.ReadWrite", HttpStatusCode.Forbidden)]
    [InlineData("UserAuthenticationMethod.ReadWrite.All", HttpStatusCode.Forbidden)]
    public async Task Create_ForOneself_NeedsThePermissionForPasses(string permission, HttpStatusCode status)
    {
        var kim = await _tenant.AsAsync("kim", permission);

        foreach (var path in new[] { "/v1.0/me/authentication/temporaryAccessPassMethods", Of("kim") })
        {
            (await kim.PostAnswerAsync(path, "{}")).Is(status, status == HttpStatusCode.Forbidden ? "accessDenied" : null);
        }
    }

    [Fact]
    public async Task Create_ForAnExternalGuest_Answers400()
    {
        var refused = await _admin.PostAnswerAsync(
            $"/v1.0/users/{Uri.EscapeDataString(_tenant.Name("guest_fabrikam.com#EXT#"))}/authentication/temporaryAccessPassMethods", "{}");

        Assert.Equal("Temporary Access Pass cannot be added to an external guest user.", refused.Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);
    }

    [Fact]
    public async Task Policy_OnceDisabled_RefusesNewPassesAndDisablesOldOnes()
    {
        (await _admin.PostAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created);

        await ConfigureAsync(isEnabled: false, settings: null);

        Assert.Equal(
            "Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].",
            (await _admin.PostAnswerAsync(Balas, "{}")).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);
        var pass = (await _admin.GetAnswerAsync(Balas)).Value.Single()!;
        Assert.Equal((false, "DisabledByPolicy"), ((bool)pass["isUsable"]!, (string?)pass["methodUsabilityReason"]));
    }

    [Fact]
    public async Task Policy_SetsLimitsLengthAndSingleUse()
    {
        await ConfigureAsync(
            isEnabled: true,
            """{"defaultLength":20,"defaultLifetimeInMinutes":15,"minimumLifetimeInMinutes":10,"maximumLifetimeInMinutes":20,"isUsableOnce":true}""");

        var created = (await _admin.PostAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created).Json;

        Assert.Equal((20, 15, true), (((string)created["temporaryAccessPass"]!).Length, (int)created["lifetimeInMinutes"]!, (bool)created["isUsableOnce"]!));
        Assert.Equal(
            "Invalid LifetimeInMinutes specified. The valid range between 10 and 20.",
            (await _admin.PostAnswerAsync(Balas, """{"lifetimeInMinutes":21}""")).ErrorMessage);
        (await _admin.PostAnswerAsync(Balas, """{"isUsableOnce":false}""")).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Update_Answers405() =>
        (await _admin.PatchAnswerAsync($"{Of("adele")}/6f1967b7-15e8-4935-ac26-d50770ed07a7", """{"lifetimeInMinutes":120}"""))
            .Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");

    [Fact]
    public async Task Delete_ByTheUserOrAnAdministrator_Answers204()
    {
        var adele = await _tenant.AsAsync("adele", "UserAuthMethod-TAP.ReadWrite");
        var pass = (await adele.GetAnswerAsync("/v1.0/me/authentication/temporaryAccessPassMethods")).Is(HttpStatusCode.OK).Value.Single()!;

        (await adele.DeleteAnswerAsync($"/v1.0/me/authentication/temporaryAccessPassMethods/{pass["id"]}")).Is(HttpStatusCode.NoContent);

        (await _admin.DeleteAnswerAsync($"{Of("adele")}/{pass["id"]}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        Assert.Equal("0", (await _admin.GetAnswerAsync($"{Of("adele")}/$count")).Text);
    }

    [Theory]
    [InlineData("lifetimeInMinutes eq 480", 1)]
    [InlineData("isUsable eq false", 0)]
    [InlineData("methodUsabilityReason eq 'EnabledByPolicy'", 1)]
    public async Task List_IsFiltered(string filter, int expected) =>
        Assert.Equal(expected, (await _admin.GetAnswerAsync($"{Of("adele")}?$filter={filter}&$select=id,isUsable")).Is(HttpStatusCode.OK).Value.Count);

    [Fact]
    public async Task Pass_IsStoredAsAHashOnly()
    {
        var pass = (string)(await _admin.PostAnswerAsync(Balas, "{}")).Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;

        var row = await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.Set<TemporaryAccessPassRow>().Where(p => p.UserId == Seed.SampleTenant.UserId(21)).SingleAsync());
        Assert.DoesNotContain(pass, row.PassHash, StringComparison.Ordinal);
        Assert.DoesNotContain(
            pass,
            string.Join(' ', await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.Select(a => a.ResultReason).ToListAsync())),
            StringComparison.Ordinal);
    }

    private string Of(string alias) => $"/v1.0/users/{_tenant.Name(alias)}/authentication/temporaryAccessPassMethods";

    private Task<int> ConfigureAsync(bool isEnabled, string? settings) => _tenant.Server.ChangeAsync(_tenant.Id, async db =>
    {
        db.Add(new MethodConfigurationRow
        {
            TenantId = _tenant.Id, Id = "TemporaryAccessPass", IsEnabled = isEnabled, IncludeTargets = """[{"targetType":"group","id":"all_users"}]""",
            Settings = settings,
        });
        return await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, Guid.NewGuid()));
    });
}
