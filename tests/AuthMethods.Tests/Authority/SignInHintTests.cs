using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>What clients say of the user whom they expect, at the sign-in and at the sign-out.</summary>
public sealed class SignInHintTests : TenantTests
{
    private FormBrowser _browser = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _browser = new(_tenant.Server.Client());
        await SignInAsync("kim");
        await SignInAsync("megan");
    }

    [Theory]
    [InlineData("id_token_hint")]
    [InlineData("login_hint")]
    [InlineData("sid")]
    public async Task Hint_ChoosesTheSession(string hint)
    {
        var token = await IdTokenAsync("kim");
        var value = hint switch { "login_hint" => _tenant.Name("kim"), "sid" => await SessionOfAsync("kim"), _ => token };

        var back = (await _browser.OpenAsync(Path(("prompt", "none"), (hint, value)))).Is(HttpStatusCode.SeeOther).Headers.Location!.ToString();

        Assert.Contains("code=", back, StringComparison.Ordinal);
        Assert.Contains("error=interaction_required", await LocationAsync(("prompt", "none")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hint_OfSomebodyElse_FindsNoSession()
    {
        Assert.Contains("error=login_required", await LocationAsync(("prompt", "none"), ("id_token_hint", await IdTokenAsync("balas"))), StringComparison.Ordinal);
        Assert.Contains("error=login_required", await LocationAsync(("prompt", "none"), ("sid", Guid.NewGuid().ToString())), StringComparison.Ordinal);
        Assert.Contains("error=login_required", await LocationAsync(("prompt", "none"), ("domain_hint", "elsewhere.example")), StringComparison.Ordinal);
        Assert.Contains("error=interaction_required", await LocationAsync(("prompt", "none"), ("domain_hint", _tenant.Domain)), StringComparison.Ordinal);
        Assert.Contains("error=interaction_required", await LocationAsync(("prompt", "none"), ("domain_hint", "organizations")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("changed")]
    public async Task IdTokenHint_ThatIsNotOfThisServer_IsRefused(string value)
    {
        var hint = value == "changed" ? (await IdTokenAsync("kim"))[..^6] + "AAAAAA" : value;

        Assert.Contains("error=invalid_request", await LocationAsync(("id_token_hint", hint)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id_token_hint")]
    [InlineData("logout_hint")]
    public async Task Logout_WithAHint_EndsThatUsersSessionOnly(string hint)
    {
        var value = hint == "logout_hint" ? _tenant.Name("megan") : await IdTokenAsync("megan");

        (await _browser.OpenAsync($"/{_tenant.Id}/oauth2/v2.0/logout?{hint}={value}")).Is(HttpStatusCode.OK);

        Assert.Contains("code=", await LocationAsync(("prompt", "none"), ("login_hint", _tenant.Name("kim"))), StringComparison.Ordinal);
        Assert.Contains("error=login_required", await LocationAsync(("prompt", "none"), ("login_hint", _tenant.Name("megan"))), StringComparison.Ordinal);
    }

    private string Path(params (string Name, string Value)[] changes) =>
        SignInPaths.Authorize(_tenant, Codes.Redirect, [("code_challenge", Codes.Challenge), .. changes]);

    private async Task<string> LocationAsync(params (string Name, string Value)[] changes) =>
        (await _browser.OpenAsync(Path(changes))).Is(HttpStatusCode.SeeOther).Headers.Location!.ToString();

    private async Task SignInAsync(string alias)
    {
        await _browser.OpenAsync(Path(("prompt", "login")));
        await _browser.SubmitAsync(("username", _tenant.Name(alias)));
        (await _browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.SeeOther);
    }

    private async Task<string> IdTokenAsync(string alias) => (await _tenant.TokenAsync(_tenant.OfUser(alias))).Is(HttpStatusCode.OK).Field("id_token");

    private async Task<string> SessionOfAsync(string alias)
    {
        var answer = (await _browser.OpenAsync(Path(("login_hint", _tenant.Name(alias))))).Is(HttpStatusCode.SeeOther);
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
        return (string)(await _tenant.RedeemAsync(code)).Is(HttpStatusCode.OK).Claims("id_token")["sid"]!;
    }
}
