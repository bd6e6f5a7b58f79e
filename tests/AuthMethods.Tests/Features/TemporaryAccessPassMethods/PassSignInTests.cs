using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AuthMethods.Tests.Features.TemporaryAccessPassMethods;

/// <summary>Sign-in with a Temporary Access Pass in place of the password, with a clock that the tests move.</summary>
public sealed class PassSignInTests : ServerTests
{
    [Fact]
    public async Task SignIn_WithAPass_CountsAsMfaAndEndsWithThePass()
    {
        var pass = await CreateAsync("""{"lifetimeInMinutes":60}""");
        _clock.Advance(TimeSpan.FromMinutes(20));

        var signedIn = (await _tenant.SignInAsync("balas", pass, ".default offline_access")).Is(HttpStatusCode.OK);

        var token = new JsonWebToken((string)signedIn.Json["access_token"]!);
        Assert.Equal(["mfa", "ngcmfa"], token.Claims.Where(c => c.Type == "amr").Select(c => c.Value));
        Assert.InRange((token.ValidTo - _clock.GetUtcNow().UtcDateTime).TotalMinutes, 39, 40);
        Assert.InRange((int)signedIn.Json["expires_in"]!, 39 * 60, 40 * 60);
        (await _tenant.ClientOf(signedIn).GetAnswerAsync("/v1.0/me/authentication/methods")).Is(HttpStatusCode.OK);

        _clock.Advance(TimeSpan.FromMinutes(15));
        var refreshed = (await _tenant.RefreshAsync(signedIn.RefreshToken())).Is(HttpStatusCode.OK);
        var again = new JsonWebToken((string)refreshed.Json["access_token"]!);
        Assert.Equal((token.ValidTo, token.GetClaim("auth_time").Value), (again.ValidTo, again.GetClaim("auth_time").Value));

        _clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(700082, (await _tenant.RefreshAsync(signedIn.RefreshToken())).AadSts());
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("balas", pass)).AadSts());
        Assert.Equal("Expired", await ReasonAsync());
    }

    [Fact]
    public async Task SignIn_WithAPassForOneUse_WorksOnce()
    {
        var pass = await CreateAsync("""{"isUsableOnce":true}""");

        var both = await Task.WhenAll(_tenant.SignInAsync("balas", pass), _tenant.SignInAsync("balas", pass));

        Assert.Single(both, answer => answer.Status == HttpStatusCode.OK);
        Assert.Single(both, answer => answer.AadSts() == SignIns.WrongPassword);
        Assert.Equal("OneTimeUsed", await ReasonAsync());
    }

    [Fact]
    public async Task SignIn_WithAPassForManyUses_WorksAgainAndShowsWhen()
    {
        var pass = await CreateAsync("{}");

        (await _tenant.SignInAsync("balas", pass)).Is(HttpStatusCode.OK);
        (await _tenant.SignInAsync("balas", pass)).Is(HttpStatusCode.OK);

        var admin = await _tenant.AsAsync("auth.admin");
        Assert.NotNull(
            (await admin.GetAnswerAsync($"/beta/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods"))
                .Value.Single()!["lastUsedDateTime"]);
    }

    [Fact]
    public async Task SignIn_WithAPassThatWasReplacedDeletedOrHasNotBegun_IsRefused()
    {
        var replaced = await CreateAsync("{}");
        var deleted = await CreateAsync("{}");
        var admin = await _tenant.AsAsync("auth.admin");
        var passes = $"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods";
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("balas", replaced)).AadSts());
        (await admin.DeleteAnswerAsync($"{passes}/{(await admin.GetAnswerAsync(passes)).Value.Single()!["id"]}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("balas", deleted)).AadSts());

        var later = await CreateAsync($$"""{"startDateTime":"{{_clock.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}"}""");
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("balas", later)).AadSts());
        _clock.Advance(TimeSpan.FromMinutes(61));
        (await _tenant.SignInAsync("balas", later)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, "deleted")]
    [InlineData(false, "replaced")]
    public async Task Session_EndsWithThePassThatOpenedIt_AndNoOther(bool isDeleted, string because)
    {
        var pass = await CreateAsync("""{"lifetimeInMinutes":60}""");
        var byPass = (await _tenant.SignInAsync("balas", pass, ".default offline_access")).Is(HttpStatusCode.OK);
        var byPassword = (await _tenant.SignInAsync("balas", scope: ".default offline_access")).Is(HttpStatusCode.OK);
        var refreshed = (await _tenant.RefreshAsync(byPass.RefreshToken())).Is(HttpStatusCode.OK);
        var admin = await _tenant.AsAsync("auth.admin");
        var passes = $"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods";

        if (isDeleted) (await admin.DeleteAnswerAsync($"{passes}/{(await admin.GetAnswerAsync(passes)).Value.Single()!["id"]}")).Is(HttpStatusCode.NoContent);
        else await CreateAsync("{}");

        foreach (var token in new[] { byPass, refreshed })
        {
            (await _tenant.ClientOf(token).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
            Assert.True((await _tenant.RefreshAsync(token.RefreshToken())).AadSts() == SignIns.GrantRevoked, because);
        }

        (await _tenant.ClientOf(byPassword).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await _tenant.RefreshAsync(byPassword.RefreshToken())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_WithAnothersPass_IsRefused()
    {
        var pass = await CreateAsync("{}");

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", pass)).AadSts());
    }

    [Fact]
    public async Task SignIn_WithAPass_SatisfiesADemandForMfa()
    {
        await using var strict = await TestServer.StartAsync([new("Policy:RequireRecentMfaForOwnMethods", "true")]);
        var tenant = await strict.TenantAsync();
        const string phone = """{"phoneNumber":"+1 5555550100","phoneType":"mobile"}""";
        var pass = (string)(await (await tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/v1.0/users/{tenant.Name("balas")}/authentication/temporaryAccessPassMethods", "{}")).Json["temporaryAccessPass"]!;
        (await tenant.ClientOf(await tenant.SignInAsync("balas")).PostAnswerAsync("/v1.0/me/authentication/phoneMethods", phone))
            .Is(HttpStatusCode.Forbidden, "accessDenied");

        var balas = tenant.ClientOf((await tenant.SignInAsync("balas", pass)).Is(HttpStatusCode.OK));

        (await balas.PostAnswerAsync("/v1.0/me/authentication/phoneMethods", phone)).Is(HttpStatusCode.Created);
    }

    private async Task<string> CreateAsync(string body) => (string)(await (await _tenant.AsAsync("auth.admin"))
        .PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods", body))
        .Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;

    private async Task<string?> ReasonAsync() => (string?)(await (await _tenant.AsAsync("auth.admin"))
        .GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods")).Value.Single()!["methodUsabilityReason"];
}
