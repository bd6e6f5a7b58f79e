using System.Net;
using AuthMethods.Access;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features.Reports;

public sealed class RegistrationSummariesTests : TenantTests
{
    private const string Root = "/v1.0/reports/authenticationMethods/";

    private HttpClient _reader = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _reader = await _tenant.AsAsync("reports.reader");
    }

    [Fact]
    public async Task ByFeature_CountsWhatTheDetailsSay()
    {
        var details = (await _reader.GetAnswerAsync($"{Root}userRegistrationDetails?$top=999")).Value;

        var summary = (await _reader.GetAnswerAsync($"{Root}usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='all')"))
            .Is(HttpStatusCode.OK).Json;

        Assert.EndsWith("/v1.0/$metadata#microsoft.graph.userRegistrationFeatureSummary", (string?)summary["@odata.context"], StringComparison.Ordinal);
        Assert.Equal((details.Count, "all", "all"), ((int)summary["totalUserCount"]!, (string)summary["userTypes"]!, (string)summary["userRoles"]!));
        Assert.Equal(
            [
                ("ssprRegistered", Count("isSsprRegistered")), ("ssprEnabled", 0), ("ssprCapable", 0),
                ("passwordlessCapable", Count("isPasswordlessCapable")), ("mfaCapable", Count("isMfaCapable")),
            ],
            summary["userRegistrationFeatureCounts"]!.AsArray().Select(c => ((string)c!["feature"]!, (int)c["userCount"]!)));

        int Count(string flag) => details.Count(d => (bool)d![flag]!);
    }

    [Fact]
    public async Task ByMethod_CountsWhatTheDetailsSay_AndThePassword()
    {
        var details = (await _reader.GetAnswerAsync($"{Root}userRegistrationDetails?$top=999")).Value;

        var summary = (await _reader.GetAnswerAsync($"{Root}usersRegisteredByMethod")).Is(HttpStatusCode.OK).Json;

        var counts = summary["userRegistrationMethodCounts"]!.AsArray().ToDictionary(c => (string)c!["authenticationMethod"]!, c => (int)c!["userCount"]!);
        // The home tenant of a guest holds their password.
        Assert.Equal(details.Count(d => (string)d!["userType"]! != "guest"), counts["password"]);
        Assert.All(counts.Where(c => c.Key != "password"), count =>
            Assert.Equal(details.Count(d => d!["methodsRegistered"]!.AsArray().Any(m => (string?)m == count.Key)), count.Value));
        Assert.True(counts["mobilePhone"] >= 1);
    }

    [Fact]
    public async Task Summaries_OfMethodsThatCountAsSeveral_AndAPolicyForGroups_CountWhatTheDetailsSay()
    {
        var admin = await _tenant.AsAsync("global.admin");
        foreach (var (alias, segment, body) in new[]
        {
            ("balas", "microsoftAuthenticatorMethods", """{"displayName":"One"}"""),
            ("balas", "microsoftAuthenticatorMethods", """{"displayName":"Two","device":{"displayName":"Two"}}"""),
            ("balas", "windowsHelloForBusinessMethods", """{"displayName":"One"}"""),
            ("balas", "windowsHelloForBusinessMethods", """{"displayName":"Two"}"""),
            ("megan", "microsoftAuthenticatorMethods", """{"displayName":"One"}"""),
            ("megan", "microsoftAuthenticatorMethods", """{"displayName":"Two"}"""),
            ("alex", "softwareOathMethods", """{"secretKey":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}"""),
            ("alex", "microsoftAuthenticatorMethods", """{"displayName":"One","device":{"displayName":"One"}}"""),
        }) (await admin.PostAnswerAsync($"/authmethods/users/{_tenant.Name(alias)}/authentication/{segment}", body)).Is(HttpStatusCode.Created);
        var group = await _tenant.GroupAsync(SampleTenant.UserId(24));
        foreach (var (configuration, body) in new[]
        {
            ("MicrosoftAuthenticator", $$"""{"includeTargets":[{"id":"{{group}}","authenticationMode":"push"}]}"""),
            ("SoftwareOath", $$"""{"excludeTargets":[{"id":"{{group}}","targetType":"group"}]}"""),
        })
        {
            (await admin.PatchAnswerAsync($"/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{configuration}", body))
                .Is(HttpStatusCode.NoContent);
        }

        await ByFeature_CountsWhatTheDetailsSay();
        await ByMethod_CountsWhatTheDetailsSay_AndThePassword();
    }

    [Fact]
    public async Task Summaries_LeaveOutDisabledAccounts()
    {
        var admin = await _tenant.AsAsync("global.admin");
        (await admin.PatchAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}", """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);

        await ByFeature_CountsWhatTheDetailsSay();
        await ByMethod_CountsWhatTheDetailsSay_AndThePassword();
    }

    [Theory]
    [InlineData("includedUserTypes='guest',includedUserRoles='all'", 1)]
    [InlineData("includedUserTypes='member',includedUserRoles='admin'", 14)]
    [InlineData("includedUserRoles='user',includedUserTypes='Member'", 7)]
    [InlineData("includedUserTypes='all',includedUserRoles='privilegedAdmin'", 4)]
    [InlineData("includedUserTypes='guest',includedUserRoles='admin'", 0)]
    public async Task Brackets_SayWhoIsCounted(string included, int users)
    {
        foreach (var report in new[] { "usersRegisteredByFeature", "usersRegisteredByMethod" })
        {
            Assert.Equal(users, (int)(await _reader.GetAnswerAsync($"{Root}{report}({included})")).Is(HttpStatusCode.OK).Json["totalUserCount"]!);
        }
    }

    [Fact]
    public async Task PrivilegedAdministrators_AreThoseOfRolesWithoutAFlagToo()
    {
        var exchange = DirectoryRole.All.Single(r => r.Name == "Exchange Administrator").TemplateId;
        await _tenant.Server.ChangeAsync(_tenant.Id, db => Task.FromResult(db.Add(
            new RoleAssignmentRow { TenantId = _tenant.Id, Id = Guid.NewGuid(), RoleTemplateId = exchange, PrincipalId = SampleTenant.UserId(21) })));

        Assert.Equal(5, (int)(await _reader.GetAnswerAsync(
            $"{Root}usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='privilegedAdmin')")).Json["totalUserCount"]!);
    }

    [Fact]
    public async Task Passwords_AreCountedByDayAndByWhoSetThem()
    {
        const string url = "/beta/reports/authenticationMethods/userPasswordResetsAndChangesSummary";
        // All on the same day.
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(clock: clock);
        var tenant = await server.TenantAsync();
        var (reader, admin) = (await tenant.AsAsync("reports.reader"), await tenant.AsAsync("global.admin"));
        Assert.Empty((await reader.GetAnswerAsync(url)).Is(HttpStatusCode.OK).Value);
        foreach (var alias in new[] { "kim", "megan" })
        {
            (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name(alias)}/authentication/methods/{MethodIds.Password}/resetPassword"))
                .Is(HttpStatusCode.Accepted);
        }

        (await (await tenant.AsAsync("balas")).PostAnswerAsync(
            "/v1.0/me/changePassword", $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"My-Own-Choice-1"}"""))
            .Is(HttpStatusCode.NoContent);

        var summary = Assert.Single((await reader.GetAnswerAsync(url)).Is(HttpStatusCode.OK).Value)!;

        Assert.Equal(
            (1, 2, 0),
            ((int)summary["changePasswordSelfServiceCount"]!, (int)summary["passwordResetsByAdminCount"]!, (int)summary["passwordResetsSelfServiceCount"]!));
        Assert.Equal(clock.GetUtcNow().UtcDateTime.Date, ((DateTimeOffset)summary["aggregatedDateTime"]!).UtcDateTime);
        Assert.Equal("#microsoft.graph.userPasswordResetsAndChangesSummary", (string?)summary["@odata.type"]);
        Assert.True(Guid.TryParse((string?)summary["id"], out _));
        Assert.Equal((string?)summary["id"], (string?)(await reader.GetAnswerAsync(url)).Value[0]!["id"]);
        foreach (var (filter, count) in new[]
        {
            ("passwordResetsByAdminCount gt 1", 1), ("passwordResetsByAdminCount gt 2", 0), ("changePasswordSelfServiceCount gt 0", 1),
            ("passwordResetsSelfServiceCount gt 0", 0), ("passwordResetsByAdminCount ge 2 and changePasswordSelfServiceCount le 1", 1),
            ("passwordResetsByAdminCount lt 2", 0),
        })
        {
            Assert.Equal(count, (await reader.GetAnswerAsync($"{url}?$filter={filter}")).Is(HttpStatusCode.OK).Value.Count);
        }

        (await reader.GetAnswerAsync($"{url}?$filter=id gt 'a'")).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task EmptyBrackets_AreNone() =>
        Assert.Equal("all", (string?)(await _reader.GetAnswerAsync($"{Root}usersRegisteredByFeature()")).Is(HttpStatusCode.OK).Json["userRoles"]);

    [Theory]
    [InlineData("includedUserTypes='all'")]
    [InlineData("includedUserTypes='all',includedUserRoles='owner'")]
    [InlineData("includedUserTypes='all',includedUserTypes='all'")]
    [InlineData("includedUserTypes=all,includedUserRoles=all")]
    [InlineData("nonsense")]
    public async Task Brackets_ThatSayNothing_Answer400(string included) =>
        (await _reader.GetAnswerAsync($"{Root}usersRegisteredByMethod({included})")).Is(HttpStatusCode.BadRequest, "BadRequest");
}
