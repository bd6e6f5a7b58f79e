using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Admin;

/// <summary>The pages outside Development, where the operator turns them on: what they allow that needs the operator's key otherwise.</summary>
public sealed class ProductionConsoleTests : ServerTests
{
    private const string Users = "/console/users";

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync(
        [
            new("Authority:Enabled", "true"), new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
            new("Console:Enabled", "true"), new("Console:ClientId", $"{SampleTenant.AdminTools}"),
            new("Policy:RequireMfaForAdministrators", "false"), new("Policy:RequireRecentMfaForOwnMethods", "false"), new("Operator:Key", "operator"),
        ],
        environment: "Production", clock: _clock);

    [Fact]
    public async Task Reregistration_IsPossibleOnThePages_AndElsewhereWithTheKeyOnly()
    {
        var address = $"/authmethods/users/{_tenant.Name("balas")}/multiFactor/requireReregistration";
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(address)).Is(HttpStatusCode.Forbidden);
        var browser = await PageBrowser.SignedInAsync(_tenant, "auth.admin", Methods("balas"));
        Assert.Contains("__Host-console", browser.Cookies.Keys);

        var page = await browser.CallAsync($"POST {address}", Methods("balas"));

        Assert.Contains("It was done.", page.Text, StringComparison.Ordinal);
        Assert.Contains("must register again", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /authmethods/authenticators", "OperatorOnly")]
    [InlineData("POST /authmethods/registrations", "OperatorOnly")]
    [InlineData("POST /authmethods/users/{kim}/authentication/softwareOathMethods", "OperatorOnly")]
    [InlineData("POST /authmethods/users/{kim}/authentication/microsoftAuthenticatorMethods", "OperatorOnly")]
    [InlineData("POST /v1.0/users/global.admin@{domain}/revokeSignInSessions", "TargetAboveCaller")]
    public async Task OtherCalls_AreRefused_AndThePageSaysWhy(string call, string reason)
    {
        var browser = await PageBrowser.SignedInAsync(_tenant, "auth.admin", Methods("kim"));
        call = call.Replace("{kim}", TheDirectory.Kim, StringComparison.Ordinal).Replace("{domain}", _tenant.Domain, StringComparison.Ordinal);

        var page = await browser.CallAsync(call, Methods("kim"));

        Assert.Contains(reason, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_IsForThePages_AndNotForOtherClients()
    {
        var refused = await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync("/v1.0/auditLogs/signIns");

        Assert.Null(refused.Is(HttpStatusCode.Forbidden).Reason);
    }

    [Fact]
    public async Task Personas_AreNotThere()
    {
        var browser = await PageBrowser.SignedInAsync(_tenant, "kim", "/security-info");

        Assert.DoesNotContain("Sign in as", (await browser.OpenAsync("/console")).Text, StringComparison.Ordinal);
        (await browser.PostAsync("/console/persona", ("user", _tenant.Name("global.admin")))).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Requests_AreNotShown()
    {
        var browser = await PageBrowser.SignedInAsync(_tenant, "global.admin", Users);

        Assert.DoesNotContain("/console/requests", (await browser.OpenAsync(Users)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/v1.0/users", (await browser.OpenAsync("/console/requests")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsRenewed_UntilTheSessionEnds()
    {
        var browser = await PageBrowser.SignedInAsync(_tenant, "auth.admin", Users);
        _clock.Advance(TimeSpan.FromHours(3));
        (await browser.OpenAsync(Users)).Is(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromHours(3));
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("auth.admin")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        var page = await browser.OpenAsync(Users);

        Assert.DoesNotContain("User principal name", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_WithoutAClient_IsRefusedAtTheStart()
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => TestServer.StartAsync(
            [new("AzureAd:TenantId", "organizations"), new("Console:Enabled", "true")], environment: "Production"));

        Assert.Contains("Console:ClientId", refusal.Message, StringComparison.Ordinal);
    }

    private string Methods(string alias) => $"{Users}/{_tenant.Name(alias)}/authentication-methods";
}
