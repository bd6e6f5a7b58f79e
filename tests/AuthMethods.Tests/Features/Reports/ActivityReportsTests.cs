using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Reports;

/// <summary>Beta's reports on registrations and sign-ins, newer and older ones.</summary>
public sealed class ActivityReportsTests : TenantTests
{
    private const string Root = "/beta/reports/authenticationMethods";
    private const string Events = Root + "/userEventsSummary";
    private const string Details = "/beta/reports/credentialUserRegistrationDetails";
    private const string Usage = "/beta/reports/userCredentialUsageDetails";
    private const string Count = "/beta/reports/getCredentialUserRegistrationCount()";

    private HttpClient _reader = null!;

    public static TheoryData<string, string> Everything => new()
    {
        { Root, "AuditLog.Read.All" },
        { "/v1.0/reports/authenticationMethods", "AuditLog.Read.All" },
        { Events, "AuditLog.Read.All" },
        { Root + "/userMfaSignInSummary", "AuditLog.Read.All" },
        { Root + "/userRegistrationActivity(period='d1')", "AuditLog.Read.All" },
        { Root + "/userSignInsByAuthMethodSummary(period='d1')", "AuditLog.Read.All" },
        { Details, "Reports.Read.All" },
        { Usage, "Reports.Read.All" },
        { Count, "Reports.Read.All" },
        { "/beta/reports/getCredentialUsageSummary(period='D1')", "Reports.Read.All" },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _reader = await _tenant.AsAsync("reports.reader");
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Root_AnswersItsId(string version)
    {
        var root = (await _reader.GetAnswerAsync($"/{version}/reports/authenticationMethods")).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith($"/{version}/$metadata#reports/authenticationMethods/$entity", (string?)root["@odata.context"], StringComparison.Ordinal);
        Assert.Equal("authenticationMethods", (string?)root["id"]);
    }

    [Fact]
    public async Task Events_AreTheRegistrations_NewestFirst()
    {
        await RegisterAsync();

        var list = (await _reader.GetAnswerAsync(Events)).Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "/beta/$metadata#reports/authenticationMethods/userEventsSummary", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            ["softwareOneTimePasscode", "temporaryAccessPass", "email", "officePhone", "alternateMobilePhone", "mobilePhone"],
            list.Value.Select(e => (string)e!["authMethod"]!));
        var last = list.Value[^1]!.AsObject();
        Assert.Equal(
            $$"""
            {"@odata.type":"#microsoft.graph.userEventsSummary","id":"{{SampleTenant.UserId(21)}}","feature":"registration",
            "userPrincipalName":"{{_tenant.Name("balas")}}","userDisplayName":"Balas","isSuccess":true,"authMethod":"mobilePhone","failureReason":"",
            "eventDateTime":"{{last["eventDateTime"]}}"}
            """.ReplaceLineEndings("").Replace("Balas", (string)last["userDisplayName"]!, StringComparison.Ordinal),
            last.ToJsonString());
    }

    [Theory]
    [InlineData("feature eq 'registration'", 6)]
    [InlineData("feature eq 'reset'", 0)]
    [InlineData("isSuccess eq true", 6)]
    [InlineData("isSuccess eq false", 0)]
    [InlineData("failureReason eq 'A system error has occurred.'", 0)]
    [InlineData("authMethod eq 'email'", 1)]
    [InlineData("authMethod eq microsoft.graph.usageAuthMethod'mobilePhone'", 1)]
    [InlineData("startswith(userDisplayName,'BAL')", 5)]
    [InlineData("userPrincipalName eq 'MEGAN@{domain}'", 1)]
    [InlineData("startswith(userPrincipalName,'bal') and authMethod eq 'officePhone'", 1)]
    public async Task Events_Filtered_AreThoseThatMeetIt(string filter, int count)
    {
        await RegisterAsync();

        var events = await _reader.GetAnswerAsync($"{Events}?$filter={Uri.EscapeDataString(filter.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal))}");

        Assert.Equal(count, events.Is(HttpStatusCode.OK).Value.Count);
    }

    [Theory]
    [InlineData("$filter=eventDateTime ge 2020-01-01T00:00:00Z")]
    [InlineData("$filter=isSuccess ne true")]
    [InlineData("$filter=nothing eq 'x'")]
    [InlineData("$orderby=authMethod")]
    [InlineData("$top=1001")]
    [InlineData("$expand=user")]
    public async Task Events_WithWhatIsNotSupported_Answer400(string query) =>
        (await _reader.GetAnswerAsync($"{Events}?{query}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Theory]
    [InlineData(Events)]
    [InlineData(Usage)]
    [InlineData(Events, "&$orderby=userPrincipalName")]
    [InlineData(Events, "&$orderby=isSuccess desc")]
    [InlineData(Details)]
    [InlineData(Details, "&$orderby=isMfaRegistered desc,userDisplayName")]
    [InlineData(Details, "&$orderby=isCapable")]
    public async Task Pages_JoinToTheWhole(string path, string order = "")
    {
        await RegisterAsync();
        var all = (await _reader.GetAnswerAsync($"{path}?$count=true{order}&$top=999")).Is(HttpStatusCode.OK);

        var (items, link) = (new List<string>(), $"{path}?$top=2{order}");
        while (link is not null)
        {
            var page = (await _reader.GetAnswerAsync(link)).Is(HttpStatusCode.OK);
            items.AddRange(page.Value.Select(r => r!.ToJsonString()));
            link = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(all.Value.Select(r => r!.ToJsonString()), items);
        Assert.Equal(items.Count, (int)all.Json["@odata.count"]!);
    }

    [Fact]
    public async Task RegistrationActivity_CountsEachMethod()
    {
        await RegisterAsync();

        var list = (await _reader.GetAnswerAsync($"{Root}/userRegistrationActivity(period='d7')")).Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "/beta/$metadata#Collection(microsoft.graph.userRegistrationActivitySummary)", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            ["@odata.type", "id", "feature", "successfulActivityCount", "failureActivityCount", "authMethod"], list.Value[0]!.AsObject().Select(p => p.Key));
        Assert.Equal(
            ["email", "mobilePhone", "officePhone", "alternateMobilePhone", "softwareOneTimePasscode", "temporaryAccessPass"],
            list.Value.Where(r => (long)r!["successfulActivityCount"]! == 1).Select(r => (string)r!["authMethod"]!));
        Assert.Equal((19, 8), (list.Value.Count(r => (string?)r!["feature"] == "registration"), list.Value.Count(r => (string?)r!["feature"] == "reset")));
        Assert.Equal(list.Value.Count, list.Value.Select(r => Guid.Parse((string)r!["id"]!)).Distinct().Count());
        Assert.Single((await _reader.GetAnswerAsync($"{Root}/userRegistrationActivity(period='d7')?$filter=authMethod eq 'email' and feature eq 'reset'")).Value);
    }

    [Theory]
    [InlineData("userRegistrationActivity(period='d2')")]
    [InlineData("userRegistrationActivity(period='30')")]
    [InlineData("userRegistrationActivity(period=d30)")]
    [InlineData("userRegistrationActivity()")]
    [InlineData("userSignInsByAuthMethodSummary(period='')")]
    [InlineData("userSignInsByAuthMethodSummary(days='d1')")]
    public async Task Function_WithoutAPeriodThatExists_Answers400(string call) =>
        (await _reader.GetAnswerAsync($"{Root}/{call}")).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task SignInsByMethod_CountThoseThatSucceeded()
    {
        await SignInAsync();

        var list = (await _reader.GetAnswerAsync($"{Root}/userSignInsByAuthMethodSummary(period='D30')")).Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "/beta/$metadata#Collection(microsoft.graph.userSignInUsageByAuthMethodActivity)", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(16, list.Value.Count);
        Assert.Equal(
            """{"@odata.type":"#microsoft.graph.userSignInUsageByAuthMethodActivity","authenticationMethod":"password","successActivityCount":2}""",
            list.Value[0]!.ToJsonString());
        Assert.Equal(
            [("password", 2), ("temporaryAccessPass", 1)],
            list.Value.Where(r => (long)r!["successActivityCount"]! > 0)
                .Select(r => ((string)r!["authenticationMethod"]!, (int)r["successActivityCount"]!)));
    }

    [Fact]
    public async Task SignInsByFactors_AreCountedByDay()
    {
        await SignInAsync();

        var day = Assert.Single((await _reader.GetAnswerAsync($"{Root}/userMfaSignInSummary")).Is(HttpStatusCode.OK).Value)!.AsObject();

        Assert.Equal(
            ["@odata.type", "id", "createdDateTime", "totalSignIns", "singleFactorSignIns", "multiFactorSignIns"], day.Select(p => p.Key));
        Assert.Equal((3, 2, 1), ((int)day["totalSignIns"]!, (int)day["singleFactorSignIns"]!, (int)day["multiFactorSignIns"]!));
        Assert.True(Guid.TryParse((string?)day["id"], out _));
    }

    [Fact]
    public async Task CredentialDetails_SayWhatTheNewerReportSays()
    {
        await RegisterAsync();
        var newer = (await _reader.GetAnswerAsync($"{Root}/userRegistrationDetails?$top=999")).Value.ToDictionary(d => (string)d!["id"]!);

        var list = (await _reader.GetAnswerAsync(Details)).Is(HttpStatusCode.OK);

        Assert.EndsWith("/beta/$metadata#reports/credentialUserRegistrationDetails", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        var balas = list.Value.Single(d => (string?)d!["userPrincipalName"] == _tenant.Name("balas"))!.AsObject();
        Assert.Equal(
            ["id", "userPrincipalName", "userDisplayName", "authMethods", "isRegistered", "isEnabled", "isCapable", "isMfaRegistered"],
            balas.Select(p => p.Key));
        Assert.Equal(["mobilePhone", "alternateMobilePhone", "officePhone", "email"], balas["authMethods"]!.AsArray().Select(m => (string)m!));
        Assert.All(list.Value, d =>
        {
            var same = newer[(string)d!["id"]!]!;
            Assert.Equal(
                ((bool)same["isSsprRegistered"]!, (bool)same["isMfaRegistered"]!, (bool)same["isMfaCapable"]!),
                ((bool)d["isRegistered"]!, (bool)d["isMfaRegistered"]!, (bool)d["isCapable"]!));
        });
        Assert.DoesNotContain(list.Value, d => (string?)d!["userPrincipalName"] == _tenant.Name("disabled"));
    }

    [Theory]
    [InlineData("authMethods/any(t:t eq 'appCode')", "authMethods", "appCode")]
    [InlineData("authMethods/any(t:t eq 'email')", "authMethods", "email")]
    [InlineData("isRegistered eq true", "isRegistered", "true")]
    [InlineData("isEnabled eq true", "isEnabled", "true")]
    [InlineData("isCapable eq true", "isCapable", "true")]
    [InlineData("isMfaRegistered eq true", "isMfaRegistered", "true")]
    [InlineData("startswith(userPrincipalName,'balas')", "userPrincipalName", "balas")]
    [InlineData("startswith(userDisplayName,'Megan')", "userDisplayName", "Megan")]
    public async Task CredentialDetails_Filtered_AreThoseThatMeetIt(string filter, string property, string text)
    {
        await RegisterAsync();
        var all = (await _reader.GetAnswerAsync($"{Details}?$top=999")).Value;

        var kept = (await _reader.GetAnswerAsync($"{Details}?$top=999&$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.OK).Value;

        Assert.Equal(
            all.Where(d => d![property]!.ToJsonString().Contains(text, StringComparison.Ordinal)).Select(d => (string)d!["id"]!),
            kept.Select(d => (string)d!["id"]!));
    }

    [Fact]
    public async Task CredentialUsage_HasTheFormerNames()
    {
        await RegisterAsync();

        var list = (await _reader.GetAnswerAsync(Usage)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["appCode", "temporaryAccessPass", "email", "officePhone", "alternateMobileCall", "mobileSMS"], list.Value.Select(e => (string)e!["authMethod"]!));
        Assert.Equal(6, list.Value.Select(e => (string)e!["id"]!).Distinct().Count());
        Assert.Single((await _reader.GetAnswerAsync($"{Usage}?$filter=authMethod eq microsoft.graph.usageAuthMethod'appCode'")).Is(HttpStatusCode.OK).Value);
        var summary = (await _reader.GetAnswerAsync("/beta/reports/getCredentialUsageSummary(period='d30')?$filter=feature eq 'registration'"))
            .Is(HttpStatusCode.OK);
        Assert.EndsWith("/beta/$metadata#Collection(microsoft.graph.credentialUsageSummary)", (string?)summary.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            [("email", 1), ("mobileSMS", 1), ("officePhone", 1), ("appCode", 1), ("alternateMobileCall", 1), ("temporaryAccessPass", 1)],
            summary.Value.Select(s => ((string)s!["authMethod"]!, (int)s["successfulActivityCount"]!)));
    }

    [Fact]
    public async Task CredentialCount_CountsWhatTheDetailsSay()
    {
        await RegisterAsync();
        var details = (await _reader.GetAnswerAsync($"{Details}?$top=999")).Value;

        var list = (await _reader.GetAnswerAsync(Count)).Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "/beta/$metadata#Collection(microsoft.graph.credentialUserRegistrationCount)", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        var count = Assert.Single(list.Value)!;
        Assert.Equal(details.Count, (int)count["totalUserCount"]!);
        Assert.Equal(
            [("registered", Of("isRegistered")), ("enabled", Of("isEnabled")), ("capable", Of("isCapable")), ("mfaRegistered", Of("isMfaRegistered"))],
            count["userRegistrationCounts"]!.AsArray().Select(c => ((string)c!["registrationStatus"]!, (int)c["registrationCount"]!)));

        int Of(string flag) => details.Count(d => (bool)d![flag]!);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Report_NeedsItsPermissionARoleAndAPremiumLicense(string path, string permission)
    {
        var refused = (await (await _tenant.AsAsync("global.admin", "Directory.Read.All")).GetAnswerAsync(path))
            .Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");
        Assert.Equal($"Calling principal does not have required MSGraph permissions {permission}", refused.ErrorMessage);
        (await (await _tenant.AsAsync("kim", permission)).GetAnswerAsync(path)).Is(HttpStatusCode.Forbidden, "Authentication_RequestFromUnsupportedUserRole");
        (await (await _tenant.AsAsync("reports.reader", permission)).GetAnswerAsync(path)).Is(HttpStatusCode.OK);
        var isForUsersOnly = path.StartsWith($"{Root}/user", StringComparison.Ordinal) && path.Contains('(', StringComparison.Ordinal);
        (await (await _tenant.AsAppAsync(permission)).GetAnswerAsync(path)).Is(isForUsersOnly ? HttpStatusCode.Forbidden : HttpStatusCode.OK);
        if (path.EndsWith("/authenticationMethods", StringComparison.Ordinal)) return;
        await _tenant.Server.ChangeAsync(_tenant.Id, async db => (await db.Tenants.FindAsync(_tenant.Id))!.LicenseProfile = "free");
        (await _reader.GetAnswerAsync(path)).Is(HttpStatusCode.Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant");
    }

    [Fact]
    public async Task Reports_CountNothingOfAnotherTenant()
    {
        await RegisterAsync();
        await SignInAsync();
        var stranger = await (await SharedServer.TenantAsync()).AsAsync("reports.reader");

        foreach (var path in new[] { Events, Usage, $"{Root}/userMfaSignInSummary", "/beta/reports/getCredentialUsageSummary(period='D30')" })
        {
            Assert.Empty((await stranger.GetAnswerAsync(path)).Is(HttpStatusCode.OK).Value);
        }

        Assert.All(
            (await stranger.GetAnswerAsync($"{Root}/userSignInsByAuthMethodSummary(period='d30')")).Value, r => Assert.Equal(0, (int)r!["successActivityCount"]!));
    }

    /// <summary>Registers three phones, an e-mail address and an access pass for one user, and an app for another.</summary>
    private async Task RegisterAsync()
    {
        var admin = await _tenant.AsAsync("global.admin");
        foreach (var (alias, path, body) in new[]
        {
            ("balas", "phoneMethods", """{"phoneNumber":"+1 2065555501","phoneType":"mobile"}"""),
            ("balas", "phoneMethods", """{"phoneNumber":"+1 2065555502","phoneType":"alternateMobile"}"""),
            ("balas", "phoneMethods", """{"phoneNumber":"+1 2065555503","phoneType":"office"}"""),
            ("balas", "emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""),
            ("balas", "temporaryAccessPassMethods", "{}"),
        }) (await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}/authentication/{path}", body)).Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("megan")}/authentication/softwareOathMethods", """{"secretKey":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}"""))
            .Is(HttpStatusCode.Created);
    }

    /// <summary>Signs in twice with a password and once with a pass, and fails once.</summary>
    private async Task SignInAsync()
    {
        var pass = (string)(await (await _tenant.WithMfaAsync("auth.admin")).PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("alex")}/authentication/temporaryAccessPassMethods", "{}")).Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        (await _tenant.TokenAsync(_tenant.OfUser("alex", ("password", pass)))).Is(HttpStatusCode.OK);
        var tokens = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(tokens.Field("refresh_token")))).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(_tenant.OfUser("adele"))).Is(HttpStatusCode.OK);
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "Wrong-Password-1!")));
    }
}
