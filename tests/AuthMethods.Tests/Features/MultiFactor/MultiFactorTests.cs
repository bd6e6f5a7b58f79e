using System.Net;
using AuthMethods.Tests.Authority;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features.MultiFactor;

public sealed class MultiFactorTests() : AdminTests("auth.admin")
{
    private const int MfaNeeded = 50076;
    private const int RegistrationNeeded = 50079;
    private const string NewPhone = """{"phoneNumber":"+1 2065555599","phoneType":"mobile"}""";

    private string Kim => $"/authmethods/users/{_tenant.Name("kim")}/multiFactor";

    [Fact]
    public async Task RequireReregistration_TakesTheSecondFactorsAndLeavesTheRest()
    {
        (await _admin.PostAnswerAsync($"{Kim}/requireReregistration")).Is(HttpStatusCode.NoContent);

        var left = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/methods"))
            .Value.Select(m => (string?)m!["@odata.type"]).ToArray();
        Assert.Contains("#microsoft.graph.emailAuthenticationMethod", left);
        Assert.Contains("#microsoft.graph.passwordAuthenticationMethod", left);
        Assert.DoesNotContain("#microsoft.graph.phoneAuthenticationMethod", left);
    }

    [Fact]
    public async Task RequireReregistration_RefusesTheNextSignInUntilAFactorIsRegistered()
    {
        // balas has no factor that reregistration keeps.
        const string balas = "balas";
        var url = $"/authmethods/users/{_tenant.Name(balas)}/multiFactor";
        (await _tenant.SignInAsync(balas)).Is(HttpStatusCode.OK);
        (await _admin.PostAnswerAsync($"{url}/requireReregistration")).Is(HttpStatusCode.NoContent);
        Assert.True((bool?)(await _admin.GetAnswerAsync(url)).Json["isReregistrationPending"]);

        Assert.Equal(RegistrationNeeded, (await _tenant.SignInAsync(balas)).AadSts());

        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name(balas)}/authentication/phoneMethods", NewPhone)).Is(HttpStatusCode.Created);
        (await _tenant.SignInAsync(balas)).Is(HttpStatusCode.OK);
        var state = (await _admin.GetAnswerAsync(url)).Is(HttpStatusCode.OK);
        Assert.False((bool?)state.Json["isReregistrationPending"]);
        Assert.NotNull(state.Json["reregistrationRequiredDateTime"]);
    }

    [Fact]
    public async Task RequireReregistration_FreesTheNumberForSmsSignIn()
    {
        await _tenant.AllowSmsSignInAsync();
        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods", NewPhone)).Is(HttpStatusCode.Created);

        (await _admin.PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/multiFactor/requireReregistration")).Is(HttpStatusCode.NoContent);

        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("megan")}/authentication/phoneMethods", NewPhone)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task RequireReregistration_LeavesARecordForEachMethodAndOneForTheUser()
    {
        var correlation = Guid.NewGuid().ToString();
        var phones = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods")).Value.Count;

        (await _admin.AnswerAsync(HttpMethod.Post, $"{Kim}/requireReregistration", headers: ("client-request-id", correlation))).Is(HttpStatusCode.NoContent);

        var activities = await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.AuditRecords.Where(a => a.CorrelationId == correlation).Select(a => a.ActivityDisplayName).ToListAsync());
        Assert.Equal(1, activities.Count(a => a == "Update user"));
        Assert.True(activities.Count(a => a == "Admin deleted security info") >= phones);
    }

    [Theory]
    [InlineData("auth.admin", "global.admin", "a target above the caller")]
    [InlineData("helpdesk.admin", "kim", "a role that may not")]
    [InlineData("kim", "kim", "no role")]
    public async Task RequireReregistration_ByACallerWithoutPermission_Answers403(string caller, string target, string because)
    {
        var refused = await (await _tenant.AsAsync(caller)).PostAnswerAsync($"/authmethods/users/{_tenant.Name(target)}/multiFactor/requireReregistration");

        Assert.True(refused.Status == HttpStatusCode.Forbidden, because);
        Assert.Equal("accessDenied", refused.ErrorCode);
    }

    [Fact]
    public async Task PerUserMfa_WhenEnforced_RefusesThePasswordAlone()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");

        Assert.Equal(MfaNeeded, (await _tenant.SignInAsync("kim")).AadSts());
    }

    [Fact]
    public async Task RememberedMfa_CarriesARefreshOver_UntilItIsRevoked()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        var remembered = await RememberingTokenAsync("kim");
        var first = (await _tenant.RefreshAsync(remembered)).Is(HttpStatusCode.OK);
        Assert.Contains("mfa", first.Claims()["amr"]!.AsArray().Select(a => (string?)a));

        (await _admin.PostAnswerAsync($"{Kim}/revokeSessions")).Is(HttpStatusCode.NoContent);

        Assert.Equal(MfaNeeded, (await _tenant.RefreshAsync(remembered)).AadSts());
        Assert.Equal(MfaNeeded, (await _tenant.RefreshAsync(first.RefreshToken())).AadSts());
        (await _tenant.RefreshAsync(await RememberingTokenAsync("kim"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RevokeSessions_OfAUserWithoutPerUserMfa_LeavesTheSessionWithoutMfa()
    {
        var remembered = await RememberingTokenAsync("balas");

        (await _admin.PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/multiFactor/revokeSessions")).Is(HttpStatusCode.NoContent);

        var refreshed = (await _tenant.RefreshAsync(remembered)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("mfa", refreshed.Claims()["amr"]!.AsArray().Select(a => (string?)a));
        (await _tenant.ClientOf(refreshed).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RememberedMfa_IsAsOldAsItWasWhenRefreshed()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(clock: clock);
        var tenant = await server.TenantAsync();
        var before = clock.GetUtcNow().ToUnixTimeSeconds();
        var remembered = await RememberingTokenAsync("kim", tenant);
        var after = clock.GetUtcNow().ToUnixTimeSeconds();
        clock.Advance(TimeSpan.FromMinutes(30));

        var refreshed = (await tenant.RefreshAsync(remembered)).Is(HttpStatusCode.OK).Claims();

        Assert.InRange((long)refreshed["auth_time"]!, before, after);
        Assert.True((long)refreshed["iat"]! >= before + 1_800);
    }

    [Fact]
    public async Task State_IsReadWithATokenAndWithoutAContext()
    {
        var state = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["id", "perUserMfaState", "isReregistrationPending", "reregistrationRequiredDateTime", "sessionsValidFromDateTime"],
            state.Json.AsObject().Select(p => p.Key));
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/authmethods/me/multiFactor")).Is(HttpStatusCode.OK);
        (await _tenant.Server.Client().GetAnswerAsync(Kim)).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Theory]
    [InlineData("GET", "/authmethods/nothing", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/authmethods/users/kim/authentication/phoneMethods", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1.0/users/kim/multiFactor", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/authmethods/users/kim/multiFactor", HttpStatusCode.MethodNotAllowed)]
    public async Task UnknownAddress_IsRefusedAsGraphDoes(string verb, string path, HttpStatusCode status) =>
        (await _admin.AnswerAsync(new(verb), path)).Is(status);

    /// <summary>The refresh token of a client on which the user just did multi-factor authentication.</summary>
    private Task<string> RememberingTokenAsync(string alias, TestTenant? of = null) =>
        (of ?? _tenant).RememberingTokenAsync(alias, "User.Read offline_access");
}
