using System.Net;
using System.Text;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Access.Tokens;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using AuthMethods.Tests.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Access;

/// <summary>When the switch is on, users need recent multi-factor authentication to change their own methods.</summary>
public sealed class StepUpTests(StepUpTests.StrictServer strict) : TenantTests, IClassFixture<StepUpTests.StrictServer>
{
    private const string Phones = "/v1.0/me/authentication/phoneMethods";
    private const string Office = """{"phoneNumber":"+1 4255555557","phoneType":"office"}""";
    private const string Claims = """{"access_token":{"amr":{"essential":true,"values":["ngcmfa"]}}}""";

    // These change requirements and remembered sign-ins, not methods.
    private static readonly string[] NoMethods = ["/explain", "/authentication/requirements", "/multiFactor/revokeSessions"];

    protected override Task<TestTenant> NewTenantAsync() => strict.Server.TenantAsync();

    [Fact]
    public async Task EveryChangeOfOnesOwnMethods_WithoutRecentMfa_IsRefused()
    {
        // With every role and permission, so the only other refusals are of what nobody may do on their own account.
        var admin = await _tenant.AsAsync("global.admin");
        var routes = EveryRoute.Of(_tenant.Server.Services).Where(r => IsChange(r) && IsOfOwnMethods(r.Pattern.RawText!)).ToArray();
        Assert.True(routes.Length > 80, $"only {routes.Length} routes");

        foreach (var route in routes)
        {
            var path = route.Path(name => name switch { "user" => _tenant.Name("global.admin"), "minutes" => "5", _ => Guid.NewGuid().ToString() });
            var refused = await admin.AnswerAsync(route.Method, path, route.Method == HttpMethod.Get || route.Method == HttpMethod.Delete ? null : "{}");
            Assert.True(
                refused.Status == HttpStatusCode.Forbidden && (refused.Reason!.StartsWith(
                    "MfaMissing: Policy:RequireRecentMfa", StringComparison.Ordinal) || refused.Reason.StartsWith("OwnAccount", StringComparison.Ordinal)),
                $"{route}: {(int)refused.Status} {refused.Text} {refused.Reason}");
        }
    }

    [Fact]
    public async Task Refusal_SaysWhatToAskOfTheNextToken_AndThatLetsTheUserThrough()
    {
        var refused = (await (await _tenant.AsAsync("balas")).PostAnswerAsync(Phones, Office)).Is(HttpStatusCode.Forbidden, "accessDenied");

        var challenge = refused.Headers.WwwAuthenticate.Single().ToString();
        Assert.Contains("error=\"insufficient_claims\"", challenge, StringComparison.Ordinal);
        var claims = Encoding.UTF8.GetString(Convert.FromBase64String(challenge.Split("claims=\"")[1].Split('"')[0]));
        Assert.Equal(Claims, claims);
        var token = (await _tenant.TokenAsync(TokenRequests.OfRefresh(await RememberedAsync(TimeSpan.FromMinutes(9)), ("claims", claims))))
            .Is(HttpStatusCode.OK);
        Assert.Equal(["pwd", "mfa", "ngcmfa"], token.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        (await _tenant.WithToken(token.Field("access_token")).PostAnswerAsync(Phones, Office)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Authority_WhenTheRememberedMfaIsTooOld_AsksForItAgain()
    {
        var remembered = await RememberedAsync(TimeSpan.FromMinutes(11));

        (await _tenant.TokenAsync(TokenRequests.OfRefresh(remembered, ("claims", Claims))))
            .IsRefused(HttpStatusCode.BadRequest, "interaction_required", 50076, "basic_action");
        var token = (await _tenant.TokenAsync(TokenRequests.OfRefresh(remembered, ("claims", """{"access_token":{"amr":{"values":["mfa","ngcmfa"]}}}"""))))
            .Is(HttpStatusCode.OK);
        Assert.Equal(["pwd", "mfa"], token.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        (await _tenant.WithToken(token.Field("access_token")).PostAnswerAsync(Phones, Office)).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    [Theory]
    [InlineData("mfa", 0, null, false, "refreshed in silence: mfa may be weeks old")]
    [InlineData("ngcmfa", 0, null, true, "done for this token")]
    [InlineData("ngcmfa", 11, null, false, "done for this token, which is too old")]
    [InlineData("mfa", 0, 9, true, "the token says when")]
    [InlineData("mfa", 0, 11, false, "the token says when, and it is too long ago")]
    [InlineData("pwd", 0, 0, false, "none")]
    public async Task AToken_IsHeldToWhatItSaysOfMfa(string amr, int issuedAgo, int? authenticatedAgo, bool isEnough, string because)
    {
        var now = _tenant.Server.Clock.GetUtcNow();
        var token = new TokenForge(_tenant, SampleTenant.UserId(21)).Make(t =>
        {
            // Sessions in the sample tenant begin with its creation, so an older token would be refused for that reason.
            t.IssuedAt = now.AddMinutes(-issuedAgo).UtcDateTime;
            t.Claims["amr"] = new[] { "pwd", amr };
            if (authenticatedAgo is { } minutes) t.Claims["auth_time"] = now.AddMinutes(-minutes).ToUnixTimeSeconds();
        });
        await _tenant.Server.ChangeAsync(
            _tenant.Id, db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.SignInSessionsValidFromDateTime, now.AddHours(-1))));

        var answer = await _tenant.WithToken(token).PostAnswerAsync(Phones, Office);

        Assert.True(answer.Status == (isEnough ? HttpStatusCode.Created : HttpStatusCode.Forbidden), $"{because}: {(int)answer.Status} {answer.Text}");
    }

    private static bool IsChange(DeclaredRoute route) =>
        route.Method != HttpMethod.Get || route.Pattern.RawText!.Contains("creationOptions", StringComparison.Ordinal);

    private static bool IsOfOwnMethods(string route) =>
        (route.Contains("/{user}/", StringComparison.Ordinal) || route.Contains("/me/", StringComparison.Ordinal))
        && (route.Contains("/authentication/", StringComparison.Ordinal) || route.StartsWith("authmethods/", StringComparison.Ordinal))
        && !NoMethods.Any(part => route.EndsWith(part, StringComparison.Ordinal));

    /// <summary>The refresh token of balas with multi-factor authentication remembered from some time ago.</summary>
    private Task<string> RememberedAsync(TimeSpan ago) =>
        _tenant.RememberingTokenAsync("balas", $"{TokenRequests.Default} offline_access", ago);

    public sealed class StrictServer : ServerFixture
    {
        protected override Task<TestServer> StartAsync() =>
            TestServer.StartAsync([new("Policy:RequireRecentMfaForOwnMethods", "true")], clock: Clock);
    }
}
