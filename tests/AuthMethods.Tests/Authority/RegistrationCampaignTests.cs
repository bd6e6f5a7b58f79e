using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Fido2Methods;
using AuthMethods.Tests.Server;
using OtpNet;

namespace AuthMethods.Tests.Authority;

/// <summary>The registration campaign of the methods policy, after multi-factor authentication on the pages.</summary>
public sealed class RegistrationCampaignTests : ServerTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string Offer = "Set up a passkey";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods", $$"""{"secretKey":"{{Seed}}"}""")).Is(HttpStatusCode.Created);
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
    }

    [Fact]
    public async Task Campaign_AsksAgainAfterTheSnooze_AndEndsWithTheRegistration()
    {
        await SetAsync(days: 2, enforces: false);
        for (var i = 0; i < 5; i++)
        {
            var asked = await SignInAsync();
            Assert.Contains(Offer, asked.Buttons);
            (await asked.ClickAsync("Skip for now")).Is(HttpStatusCode.SeeOther);
            (await SignInAsync()).Page.Is(HttpStatusCode.SeeOther);
            _clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        }

        using var key = new SoftwareAuthenticator();
        var browser = await SignInAsync();
        await browser.ClickAsync(Offer);
        (await browser.SubmitAsync(("answer", key.Make(new JsonObject { ["publicKey"] = browser.Options })["publicKeyCredential"]!.ToJsonString())))
            .Is(HttpStatusCode.SeeOther);

        Assert.Single((await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods")).Value);
        _clock.Advance(TimeSpan.FromDays(3));
        var passkey = await AtPasswordAsync();
        await passkey.SubmitAsync(("answer", key.Assert(passkey.Options, TheDirectory.Balas)));
        passkey.Page.Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Campaign_IsPostponedThreeTimes_WhereItIsEnforced()
    {
        await SetAsync(days: 1, enforces: true);
        for (var i = 0; i < 3; i++)
        {
            (await (await SignInAsync()).ClickAsync("Skip for now")).Is(HttpStatusCode.SeeOther);
            _clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        }

        var browser = await SignInAsync();

        Assert.Contains(Offer, browser.Buttons);
        Assert.DoesNotContain("Skip for now", browser.Buttons);
        (await browser.SubmitAsync(("skip", "1"))).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("enabled", "all_users", "group", null, true)]
    [InlineData("enabled", "balas", "user", null, true)]
    [InlineData("enabled", "kim", "user", null, false)]
    [InlineData("enabled", "all_users", "group", "balas", false)]
    [InlineData("disabled", "all_users", "group", null, false)]
    // Managed by Microsoft: only those who signed in with a phone.
    [InlineData("default", "all_users", "group", null, false)]
    public async Task Campaign_AsksWhomThePolicyNames(string state, string include, string type, string? exclude, bool isAsked)
    {
        await SetAsync(state: state, include: include, type: type, exclude: exclude);

        var browser = await SignInAsync();

        if (isAsked) Assert.Contains(Offer, browser.Buttons);
        else browser.Page.Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Campaign_AsksNobodyWhoDidNotProveTwoFactors()
    {
        await _tenant.SetPerUserMfaAsync("balas", "disabled");
        await SetAsync();

        (await AtPasswordAsync()).Page.Is(HttpStatusCode.SeeOther);
    }

    private async Task SetAsync(
        int days = 1, bool enforces = true, string state = "enabled", string include = "all_users", string type = "group", string? exclude = null)
    {
        var campaign = new JsonObject
        {
            ["state"] = state, ["snoozeDurationInDays"] = days, ["enforceRegistrationAfterAllowedSnoozes"] = enforces,
            ["includeTargets"] = new JsonArray(new JsonObject { ["id"] = IdOf(include), ["targetType"] = type, ["targetedAuthenticationMethod"] = "Fido2" }),
            ["excludeTargets"] = exclude is null ? [] : new JsonArray(new JsonObject { ["id"] = IdOf(exclude), ["targetType"] = "user" }),
        };
        var policy = new JsonObject { ["registrationEnforcement"] = new JsonObject { ["authenticationMethodsRegistrationCampaign"] = campaign } };
        (await (await _tenant.AsAsync("auth.policy.admin")).PatchAnswerAsync("/beta/policies/authenticationMethodsPolicy", policy.ToJsonString()))
            .Is(HttpStatusCode.OK);
    }

    private static string IdOf(string name) => name switch { "balas" => TheDirectory.Balas, "kim" => TheDirectory.Kim, _ => name };

    private async Task<FormBrowser> AtPasswordAsync()
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync(SignInPaths.Authorize(_tenant, Redirect));
        await browser.SubmitAsync(("username", _tenant.Name("balas")));
        await browser.SubmitAsync(("password", SampleTenant.Password));
        return browser;
    }

    private async Task<FormBrowser> SignInAsync()
    {
        // A code is accepted once.
        _clock.Advance(TimeSpan.FromMinutes(1));
        var browser = await AtPasswordAsync();
        await browser.SubmitAsync(("answer", new Totp(Base32Encoding.ToBytes(Seed)).ComputeTotp(_clock.GetUtcNow().UtcDateTime)));
        return browser;
    }
}
