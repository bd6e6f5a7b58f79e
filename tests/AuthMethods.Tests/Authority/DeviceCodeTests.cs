using System.Net;
using AuthMethods.Authority;
using AuthMethods.Authority.Protocol;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Authority;

/// <summary>Sign-in on a page for a device that shows a code.</summary>
public sealed class DeviceCodeTests : ServerTests
{
    private const string Page = "/common/oauth2/deviceauth";

    [Fact]
    public async Task DeviceCode_SaysWhatToDoAndWhere()
    {
        var codes = (await BeginAsync()).Is(HttpStatusCode.OK);

        Assert.Equal($"http://localhost{Page}", codes.Field("verification_uri"));
        Assert.Equal(
            $"To sign in, use a web browser to open the page http://localhost{Page} and enter the code {codes.Field("user_code")} to authenticate.",
            codes.Field("message"));
        Assert.Equal((900, 5), ((int)codes.Json["expires_in"]!, (int)codes.Json["interval"]!));
        var page = (await _server.Client().GetAnswerAsync(Page)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device_code", null)]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code", null)]
    [InlineData("device_code", "organizations")]
    public async Task Poll_AfterTheUserHasSignedIn_AnswersTokensOnce(string grant, string? segment)
    {
        var codes = (await BeginAsync(segment)).Is(HttpStatusCode.OK);
        (await PollAsync(codes, grant, segment)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);

        (await SignInAsync(codes.Field("user_code"), "kim")).Is(HttpStatusCode.OK);
        var tokens = (await PollAsync(codes, grant, segment)).Is(HttpStatusCode.OK);

        (await _tenant.WithToken(tokens.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        foreach (var also in new[] { "id_token", "refresh_token", "client_info" }) Assert.NotEmpty(tokens.Field(also));
        (await PollAsync(codes, grant, segment)).IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019);
    }

    [Fact]
    public async Task Poll_SoonerThanTheIntervalSays_IsToldToSlowDown()
    {
        var codes = await BeginAsync();
        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "slow_down", 70016);

        _clock.Advance(TimeSpan.FromSeconds(5));
        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
    }

    [Fact]
    public async Task Poll_WhenTheTimeIsOver_SaysSo()
    {
        var codes = await BeginAsync();

        _clock.Advance(TimeSpan.FromMinutes(15));

        (await SignInAsync(codes.Field("user_code"), "kim")).Is(HttpStatusCode.BadRequest);
        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "expired_token", 70020);
    }

    [Fact]
    public async Task Poll_WhenTheUserDeclined_SaysSo()
    {
        var codes = await BeginAsync();

        (await PostAsync(("user_code", codes.Field("user_code")), ("cancel", "1"))).Is(HttpStatusCode.OK);

        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_declined", 70018);
    }

    [Fact]
    public async Task Poll_AfterTheSessionsWereRevoked_IsRefused()
    {
        var codes = await BeginAsync();
        (await SignInAsync(codes.Field("user_code"), "kim")).Is(HttpStatusCode.OK);

        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
    }

    [Fact]
    public async Task Poll_ByAnotherClientOrWithAnotherCode_IsRefused()
    {
        var codes = await BeginAsync();
        (await SignInAsync(codes.Field("user_code"), "kim")).Is(HttpStatusCode.OK);

        (await _tenant.TokenAsync(
            ("grant_type", "device_code"), ("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e"), ("device_code", codes.Field("device_code"))))
            .IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019);
        (await _tenant.TokenAsync(("grant_type", "device_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("device_code", "nonsense")))
            .IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019);
    }

    [Theory]
    [InlineData("client_id", "00000000-0000-4000-8000-00000000dead", "unauthorized_client", 700016)]
    [InlineData("client_id", "nonsense", "unauthorized_client", 700016)]
    [InlineData("scope", "Frobnicate.All", "invalid_scope", 70011)]
    [InlineData("scope", ".default User.Read", "invalid_scope", 70011)]
    [InlineData("scope", "", "invalid_request", 900144)]
    public async Task DeviceCode_ForAnInvalidRequest_IsRefused(string field, string value, string error, int code)
    {
        foreach (var segment in new[] { null, "common", "organizations" })
        {
            (await BeginAsync(segment, (field, value))).IsRefused(HttpStatusCode.BadRequest, error, code);
        }
    }

    [Fact]
    public async Task DeviceCode_ForAnUnknownApi_IsRefusedWhereTheTenantIsKnown()
    {
        (await BeginAsync(null, ("scope", "https://vault.azure.net/.default"))).IsRefused(HttpStatusCode.BadRequest, "invalid_scope", 70011);
        (await BeginAsync("common", ("scope", "https://vault.azure.net/.default"))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("user_code", null)]
    [InlineData("otc", null)]
    [InlineData("user_code", "common")]
    public async Task Page_WithACodeInTheAddress_AsksForAClickAndThenNamesTheApplicationBeforeAnythingElse(string parameter, string? segment)
    {
        var codes = await BeginAsync(segment);

        var first = (await _server.Client().GetAnswerAsync($"{Page}?{parameter}={codes.Field("user_code")}")).Is(HttpStatusCode.OK);
        Assert.Contains(codes.Field("user_code"), first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("password", first.Text, StringComparison.OrdinalIgnoreCase);
        var second = (await PostAsync(("user_code", codes.Field("user_code")))).Is(HttpStatusCode.OK);

        Assert.Contains("<strong>Admin tools</strong>", second.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(segment is null, second.Text.Contains("of Contoso", StringComparison.Ordinal));
        Assert.Contains("name=\"username\"", second.Text, StringComparison.Ordinal);
        (await PollAsync(codes, segment: segment)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
    }

    [Fact]
    public async Task Poll_InAnotherTenant_ChangesNothing()
    {
        var (codes, other) = (await BeginAsync(), await _server.TenantAsync());
        for (var i = 0; i < 3; i++) (await PollAsync(codes, segment: other.Id.ToString())).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70000);
        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
        (await SignInAsync(codes.Field("user_code"), "kim")).Is(HttpStatusCode.OK);

        (await PollAsync(codes, segment: other.Id.ToString())).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70000);

        (await PollAsync(codes)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task PollOfAnAlias_InAnotherTenant_ChangesNothing()
    {
        var (codes, other) = (await BeginAsync("common"), await _server.TenantAsync());
        (await SignInAsync(codes.Field("user_code"), "kim")).Is(HttpStatusCode.OK);

        (await PollAsync(codes, segment: other.Id.ToString())).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70000);

        (await PollAsync(codes, segment: "common")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TooManyCodesFromOneSource_PushOutTheirOwnOldestAndNobodyElses()
    {
        var kims = await BeginAsync();
        var first = await WaitAsync("203.0.113.7");
        _clock.Advance(TimeSpan.FromSeconds(1));

        for (var i = 0; i < GrantStore.MaxOfSource; i++) await WaitAsync("203.0.113.7");

        (await PollAsync(first)).IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019);
        (await PollAsync(kims)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
    }

    [Fact]
    public async Task TooManyCodesInTotal_PushOutTheOldestAndBlockNobody()
    {
        var first = await WaitAsync("203.0.113.7");
        _clock.Advance(TimeSpan.FromSeconds(1));
        var now = _clock.GetUtcNow();
        await _server.ChangeAsync(Guid.Empty, db =>
        {
            db.AddRange(Enumerable.Range(1, GrantStore.MaxPending - 1).Select(i => new GrantRow
            {
                Id = Guid.NewGuid(), Reference = $"other {i}", Source = $"source {i}", CreatedDateTime = now, ExpiresDateTime = now.AddMinutes(15),
            }));
            return db.SaveChangesAsync();
        });

        (await BeginAsync()).Is(HttpStatusCode.OK);

        (await PollAsync(first)).IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019);
    }

    [Fact]
    public async Task Page_WithAWrongPassword_AsksAgainAndSignsNobodyIn()
    {
        var codes = await BeginAsync();

        var refused = (await PostAsync(("user_code", codes.Field("user_code")), ("username", "<script>"), ("password", "wrong"))).Is(HttpStatusCode.BadRequest);

        Assert.DoesNotContain("<script>", refused.Text, StringComparison.Ordinal);
        var again = (await SignInAsync(codes.Field("user_code"), "kim", "wrong")).Is(HttpStatusCode.BadRequest);
        Assert.Contains("AADSTS50126", again.Text, StringComparison.Ordinal);
        Assert.Contains(codes.Field("user_code"), again.Text, StringComparison.Ordinal);
        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Page_TakesNothingFromOtherSites(string header, string value)
    {
        var codes = await BeginAsync();
        var form = TokenRequests.Encoded([("user_code", codes.Field("user_code")), ("username", _tenant.Name("kim")), ("password", SampleTenant.Password)]);

        (await _server.Client().AnswerAsync(HttpMethod.Post, Page, form, "application/x-www-form-urlencoded", (header, value))).Is(HttpStatusCode.Forbidden);

        (await PollAsync(codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
    }

    [Fact]
    public async Task Page_OfAUserWhoMustChangeThePassword_SaysSo()
    {
        var codes = await BeginAsync();
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}/authentication/methods/{MethodIds.Password}/resetPassword", """{"newPassword":"Neu-Kennwort-7"}"""))
            .Is(HttpStatusCode.Accepted);

        Assert.Contains("AADSTS50055", (await SignInAsync(
            codes.Field("user_code"), "kim", "Neu-Kennwort-7")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    private Task<Answer> BeginAsync(string? segment = null, (string Name, string Value)? change = null)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = SampleTenant.AdminTools.ToString(), ["scope"] = $"{TokenRequests.Default} openid profile offline_access",
        };
        if (change is { } c) form[c.Name] = c.Value;
        return _server.Client().AnswerAsync(
            HttpMethod.Post,
            $"/{segment ?? _tenant.Id.ToString()}/oauth2/v2.0/devicecode",
            TokenRequests.Encoded(form.Select(f => (f.Key, f.Value))),
            "application/x-www-form-urlencoded");
    }

    private Task<Answer> PollAsync(Answer codes, string grant = "device_code", string? segment = null) =>
        PollAsync(codes.Field("device_code"), grant, segment);

    private Task<Answer> PollAsync(string code, string grant = "device_code", string? segment = null) => _tenant.TokenAtAsync(
        segment ?? _tenant.Id.ToString(),
        ("grant_type", grant),
        ("client_id", SampleTenant.AdminTools.ToString()),
        ("device_code", code),
        ("client_info", "1"));

    /// <summary>The code of a device that waits, from an address of its own.</summary>
    private async Task<string> WaitAsync(string source)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var request = new DeviceRequest("common", SampleTenant.AdminTools, "Tools", null, "openid");
        return (await scope.ServiceProvider.GetRequiredService<PendingGrants>().AddAsync(request, source)).Code;
    }

    private Task<Answer> SignInAsync(string code, string alias, string password = SampleTenant.Password) =>
        PostAsync(("user_code", code), ("username", _tenant.Name(alias)), ("password", password));

    private Task<Answer> PostAsync(params (string Name, string Value)[] form) => _server.Client().AnswerAsync(
        HttpMethod.Post,
        Page,
        TokenRequests.Encoded(form),
        "application/x-www-form-urlencoded",
        ("Origin", "http://localhost"),
        ("Sec-Fetch-Site", "same-origin"));
}
