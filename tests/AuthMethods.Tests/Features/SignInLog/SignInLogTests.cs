using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.SignInLog;

/// <summary>What the built-in authority accepts and refuses, as the sign-in log shows it.</summary>
public sealed class SignInLogTests : TenantTests
{
    private const string V1 = "/v1.0/auditLogs/signIns";
    private const string Beta = "/beta/auditLogs/signIns";
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    private const string Everything = "signInEventTypes/any(t:t ne 'managedIdentity')";

    private HttpClient _reader = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _reader = await _tenant.AsAsync("reports.reader");
    }

    [Fact]
    public async Task Record_OfASignIn_SaysWhoSignedInToWhatAndHow()
    {
        var correlation = Guid.NewGuid();
        (await PostAsync(_tenant.OfUser("kim"), ("client-request-id", correlation.ToString()), ("User-Agent", Chrome))).Is(HttpStatusCode.OK);

        var list = (await _reader.GetAnswerAsync(Beta)).Is(HttpStatusCode.OK);
        var record = Assert.Single(list.Value)!.AsObject();

        Assert.EndsWith("/beta/$metadata#auditLogs/signIns", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        var (id, at) = ((string)record["id"]!, (string)record["createdDateTime"]!);
        Assert.InRange(DateTimeOffset.Parse(at, null), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(
            $$"""
            {"id":"{{id}}","createdDateTime":"{{at}}","userDisplayName":"Kim Akers","userPrincipalName":"{{_tenant.Name("kim")}}",
            "userId":"{{SampleTenant.UserId(22)}}","appId":"{{SampleTenant.AdminTools}}","appDisplayName":"Admin tools","ipAddress":null,
            "clientAppUsed":"Mobile Apps and Desktop clients","userAgent":"{{Chrome}}","correlationId":"{{correlation}}",
            "conditionalAccessStatus":"notApplied","isInteractive":true,"riskDetail":"none","riskLevelAggregated":"none","riskLevelDuringSignIn":"none",
            "riskState":"none","riskEventTypes_v2":[],"resourceDisplayName":"Microsoft Graph","resourceId":"00000003-0000-0000-c000-000000000000",
            "resourceTenantId":"{{_tenant.Id}}","homeTenantId":"{{_tenant.Id}}","servicePrincipalId":"","servicePrincipalName":null,
            "status":{"errorCode":0,"failureReason":null,"additionalDetails":null},
            "deviceDetail":{"operatingSystem":"Windows 10","browser":"Chrome 131.0.0","deviceId":"","displayName":"","isCompliant":false,"isManaged":false,
            "trustType":""},"location":{"city":null,"state":null,"countryOrRegion":null,"geoCoordinates":null},"appliedConditionalAccessPolicies":[],
            "authenticationDetails":[{"authenticationStepDateTime":"{{at}}","authenticationMethod":"Password",
            "authenticationMethodDetail":"Password in the cloud","succeeded":true,"authenticationStepResultDetail":"Correct password",
            "authenticationStepRequirement":"Primary authentication"}],"authenticationMethodsUsed":["Password"],"authenticationProtocol":"ropc",
            "authenticationRequirement":"singleFactorAuthentication","clientCredentialType":"none","crossTenantAccessType":"none",
            "flaggedForReview":false,"homeTenantName":"","incomingTokenType":"none","isTenantRestricted":false,"originalRequestId":"{{id}}",
            "signInEventTypes":["interactiveUser"],"signInIdentifier":"{{_tenant.Name("kim")}}","tokenIssuerName":"","tokenIssuerType":"AzureAD",
            "userType":"member"}
            """.ReplaceLineEndings(""),
            record.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Record_OnV1_HasNoneOfBetasProperties()
    {
        (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);

        var record = Assert.Single((await _reader.GetAnswerAsync(V1)).Is(HttpStatusCode.OK).Value)!.AsObject();

        Assert.Equal("appliedConditionalAccessPolicies", record.Last().Key);
        Assert.DoesNotContain("authenticationDetails", record.Select(p => p.Key));
        (await _reader.GetAnswerAsync($"{V1}?$select=authenticationDetails")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("kim", "password", "Wrong-Password-1!", 50126, "Error validating credentials due to invalid username or password.")]
    [InlineData("disabled", "", "", 50057, "The user account is disabled.")]
    [InlineData("kim", "client_id", "5b5b5b5b-0000-4000-8000-000000000000", 700016,
        "Application with identifier '5b5b5b5b-0000-4000-8000-000000000000' was not found in the directory.")]
    [InlineData("kim", "client_secret", "anything", 700025,
        "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")]
    [InlineData("kim", "scope", "https://graph.microsoft.com/Nothing", 70011,
        "The provided value for the input parameter 'scope' is not valid. The scope Nothing is not valid.")]
    public async Task Record_OfARefusal_SaysWhy(string alias, string field, string value, int code, string reason)
    {
        var refused = await _tenant.TokenAsync(_tenant.OfUser(alias, field.Length > 0 ? [(field, value)] : []));
        Assert.Equal(code, (int)refused.Json["error_codes"]![0]!);

        var record = Assert.Single((await _reader.GetAnswerAsync(Beta)).Is(HttpStatusCode.OK).Value)!;

        Assert.Equal((code, reason), ((int)record["status"]!["errorCode"]!, (string)record["status"]!["failureReason"]!));
        Assert.Equal(_tenant.Name(alias), (string?)record["userPrincipalName"]);
        Assert.NotEqual(Guid.Empty.ToString(), (string?)record["userId"]);
        Assert.Equal((refused.Field("trace_id"), refused.Field("correlation_id")), ((string)record["id"]!, (string)record["correlationId"]!));
        Assert.DoesNotContain("Wrong-Password", record.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfAWrongPassword_SaysThatItFailed()
    {
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "Wrong-Password-1!")));

        var record = Assert.Single((await _reader.GetAnswerAsync(Beta)).Value)!;

        var step = Assert.Single(record["authenticationDetails"]!.AsArray())!;
        Assert.Equal(
            ("Password", false, "Invalid username or password or Invalid on-premise username or password."),
            ((string)step["authenticationMethod"]!, (bool)step["succeeded"]!, (string)step["authenticationStepResultDetail"]!));
        Assert.StartsWith("The user didn't enter the right credentials.", (string?)record["status"]!["additionalDetails"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfAnUnknownName_HasTheNameThatWasEntered_AndAnotherCodeThanTheAnswer()
    {
        var refused = await _tenant.TokenAsync(_tenant.OfUser("kim", ("username", $"NOBODY@{_tenant.Domain}")));

        var record = Assert.Single((await _reader.GetAnswerAsync(Beta)).Value)!;

        refused.IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50126);
        Assert.Equal(
            (50034, $"nobody@{_tenant.Domain}", Guid.Empty.ToString()),
            ((int)record["status"]!["errorCode"]!, (string)record["userPrincipalName"]!, (string)record["userId"]!));
        Assert.Empty(record["authenticationDetails"]!.AsArray());
    }

    [Fact]
    public async Task Record_OfAVeryLongName_IsKeptInPart()
    {
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("username", $"{string.Concat(Enumerable.Repeat("\U0001F600", 300))}@{_tenant.Domain}")));

        Assert.Equal(256, ((string)Assert.Single((await _reader.GetAnswerAsync(Beta)).Value)!["userPrincipalName"]!).Length);
    }

    [Fact]
    public async Task Record_OfAUserWhoLacksMultiFactorAuthentication_SaysThatItWasRequired()
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        (await _tenant.TokenAsync(_tenant.OfUser("balas"))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50076, "basic_action");

        var record = Assert.Single((await _reader.GetAnswerAsync(Beta)).Value)!;

        Assert.Equal(
            (50076, "multiFactorAuthentication", "MFA required in Azure AD"),
            ((int)record["status"]!["errorCode"]!, (string)record["authenticationRequirement"]!, (string)record["status"]!["additionalDetails"]!));
        Assert.True((bool)Assert.Single(record["authenticationDetails"]!.AsArray())!["succeeded"]!);
    }

    [Fact]
    public async Task Record_OfATemporaryAccessPass_IsMultiFactor_AndSoIsItsRefresh()
    {
        var admin = await _tenant.WithMfaAsync("auth.admin");
        var pass = (string)(await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods", "{}"))
            .Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        var tokens = (await _tenant.TokenAsync(_tenant.OfUser("balas", ("password", pass)))).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(tokens.Field("refresh_token")))).Is(HttpStatusCode.OK);

        var records = (await ListAsync($"{Everything} and authenticationRequirement eq 'multiFactorAuthentication'")).Value;

        Assert.Equal(
            ["Previously satisfied, Previously satisfied", "Temporary Access Pass"],
            records.Select(r => string.Join(", ", r!["authenticationDetails"]!.AsArray().Select(d => (string)d!["authenticationMethod"]!))));
        Assert.Equal("MFA requirement satisfied by claim in the token", (string?)records[0]!["status"]!["additionalDetails"]);
        Assert.DoesNotContain(pass, records.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_HasInteractiveSignIns_UnlessBetasFilterSaysWhich()
    {
        await SignInInEveryWayAsync();

        Assert.Equal(["interactiveUser", "interactiveUser"], await TypesAsync(""));
        Assert.Equal(["nonInteractiveUser"], await TypesAsync("?$filter=signInEventTypes/any(t:t eq 'nonInteractiveUser')"));
        Assert.Equal(["servicePrincipal"], await TypesAsync("?$filter=signInEventTypes/any(t:t eq 'servicePrincipal')"));
        Assert.Equal(
            ["servicePrincipal", "nonInteractiveUser"],
            await TypesAsync("?$filter=signInEventTypes/any(t:t eq 'servicePrincipal' or t eq 'nonInteractiveUser')"));
        Assert.Equal(["servicePrincipal", "nonInteractiveUser"], await TypesAsync("?$filter=signInEventTypes/any(t:t ne 'interactiveUser')"));
        Assert.Equal(["servicePrincipal", "nonInteractiveUser"], await TypesAsync("?$filter=isInteractive eq false"));
        Assert.Equal(2, (await _reader.GetAnswerAsync(V1)).Is(HttpStatusCode.OK).Value.Count);
        (await _reader.GetAnswerAsync($"{V1}?$filter=signInEventTypes/any(t:t eq 'servicePrincipal')")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Record_OfAnApplication_NamesNoUser()
    {
        (await _tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfApplication(("client_secret", "wrong"))))
            .IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000215);

        var records = (await ListAsync("signInEventTypes/any(t: t eq 'servicePrincipal')")).Value;

        Assert.Equal([7000215, 0], records.Select(r => (int)r!["status"]!["errorCode"]!));
        Assert.All(records, r => Assert.Equal(
            ("", "", SampleTenant.Provisioning.ToString(), "Provisioning", "clientSecret"),
            ((string)r!["userId"]!, (string)r["userPrincipalName"]!, (string)r["servicePrincipalId"]!, (string)r["servicePrincipalName"]!,
                (string)r["clientCredentialType"]!)));
    }

    [Fact]
    public async Task SignInOnAPage_IsInteractive_AndRedeemingItsCodeIsNot()
    {
        const string verifier = "a-verifier-that-is-long-enough-for-anybody-to-take";
        const string redirect = "http://localhost:53682/callback";
        var query = TokenRequests.Encoded(
        [
            ("client_id", SampleTenant.AdminTools.ToString()), ("response_type", "code"), ("redirect_uri", redirect), ("scope", TokenRequests.Default),
            ("code_challenge", WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), ("code_challenge_method", "S256"),
        ]);
        Task<Answer> Post(string password) => _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/authorize?{query}",
            TokenRequests.Encoded([("username", _tenant.Name("kim")), ("password", password)]), "application/x-www-form-urlencoded");
        (await Post("Wrong-Password-1!")).Is(HttpStatusCode.BadRequest);
        var code = QueryHelpers.ParseQuery((await Post(SampleTenant.Password)).Is(HttpStatusCode.SeeOther).Headers.Location!.Query)["code"].ToString();
        (await _tenant.TokenAsync(
            ("grant_type", "authorization_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", verifier))).Is(HttpStatusCode.OK);

        var records = (await ListAsync(Everything)).Value;

        Assert.Equal(
            [("nonInteractiveUser", "Mobile Apps and Desktop clients", 0), ("interactiveUser", "Browser", 0), ("interactiveUser", "Browser", 50126)],
            records.Select(r => ((string)r!["signInEventTypes"]![0]!, (string)r["clientAppUsed"]!, (int)r["status"]!["errorCode"]!)));
        Assert.All(records, r => Assert.Equal(_tenant.Name("kim"), (string?)r!["userPrincipalName"]));
    }

    [Fact]
    public async Task SignInForADevice_IsReadFromTheNumberThatOlderServersStored()
    {
        var codes = (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/devicecode",
            TokenRequests.Encoded([("client_id", SampleTenant.AdminTools.ToString()), ("scope", TokenRequests.Default)]),
            "application/x-www-form-urlencoded")).Is(HttpStatusCode.OK);
        (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, "/common/oauth2/deviceauth",
            TokenRequests.Encoded([("user_code", codes.Field("user_code")), ("username", _tenant.Name("kim")), ("password", SampleTenant.Password)]),
            "application/x-www-form-urlencoded", ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin"))).Is(HttpStatusCode.OK);

        var record = Assert.Single((await ListAsync(Everything)).Value)!;

        Assert.Equal("deviceCode", (string?)record["authenticationProtocol"]);
        var id = Guid.Parse((string)record["id"]!);
        var stored = await _tenant.Server.QueryAsync(_tenant.Id, db => db.Database.SqlQueryRaw<int>(
            """SELECT "Protocol" AS "Value" FROM "SignIns" WHERE "TenantId" = {0} AND "Id" = {1}""", _tenant.Id, id).SingleAsync());
        Assert.Equal(5, stored);
    }

    [Fact]
    public async Task MalformedRequest_IsNotRecorded()
    {
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "")));
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("grant_type", "nonsense")));
        await _tenant.TokenAsync(TokenRequests.OfRefresh("nonsense"));

        Assert.Empty((await ListAsync(Everything)).Value);
    }

    [Theory]
    [InlineData("appDisplayName eq 'admin TOOLS'", 3)]
    [InlineData("startswith(appDisplayName,'Admin')", 3)]
    [InlineData("appId eq '22223333-cccc-4444-dddd-5555eeee6666'", 3)]
    [InlineData("appId eq 'nothing'", 0)]
    [InlineData("authenticationRequirement eq 'singleFactorAuthentication'", 3)]
    [InlineData("startswith(authenticationRequirement,'multi')", 0)]
    [InlineData("clientAppUsed eq 'Mobile Apps and Desktop clients'", 3)]
    [InlineData("clientAppUsed eq 'Browser'", 0)]
    [InlineData("conditionalAccessStatus eq 'notApplied'", 3)]
    [InlineData("conditionalAccessStatus eq 'success'", 0)]
    [InlineData("correlationId eq '{correlation}'", 1)]
    [InlineData("createdDateTime ge 2100-01-01T00:00:00Z", 0)]
    [InlineData("createdDateTime le 2100-01-01T00:00:00Z", 3)]
    [InlineData("createdDateTime ge 2020-01-01T00:00:00Z and createdDateTime lt 2100-01-01", 3)]
    [InlineData("deviceDetail/browser eq 'Chrome 131.0.0'", 1)]
    [InlineData("startsWith(deviceDetail/browser,'Chrome')", 1)]
    [InlineData("startsWith(deviceDetail/operatingSystem,'Windows')", 1)]
    [InlineData("id eq '00000000-0000-4000-8000-000000000021'", 0)]
    [InlineData("ipAddress eq '203.0.113.7'", 0)]
    [InlineData("startswith(ipAddress,'203.')", 0)]
    [InlineData("isInteractive eq true", 3)]
    [InlineData("location/city eq 'Redmond'", 0)]
    [InlineData("location/countryOrRegion eq 'US'", 0)]
    [InlineData("startswith(location/state,'W')", 0)]
    [InlineData("originalRequestId eq '00000000-0000-4000-8000-000000000021'", 0)]
    [InlineData("resourceDisplayName eq 'Microsoft Graph'", 3)]
    [InlineData("resourceId eq '00000003-0000-0000-c000-000000000000'", 3)]
    [InlineData("riskDetail eq 'none'", 3)]
    [InlineData("riskLevelAggregated eq 'high'", 0)]
    [InlineData("riskLevelDuringSignIn eq 'none'", 3)]
    [InlineData("riskState eq 'atRisk'", 0)]
    [InlineData("servicePrincipalId eq '00001111-aaaa-2222-bbbb-3333cccc4444'", 0)]
    [InlineData("servicePrincipalName eq 'Provisioning'", 0)]
    [InlineData("signInEventTypes/any(t:t eq 'servicePrincipal') and servicePrincipalName eq 'Provisioning'", 1)]
    [InlineData("signInEventTypes/any(t:t eq 'servicePrincipal') and servicePrincipalId eq '00001111-aaaa-2222-bbbb-3333cccc4444'", 1)]
    [InlineData("signInEventTypes/any(t:t eq 'nothing')", 0)]
    [InlineData("status/errorCode eq 0", 2)]
    [InlineData("status/errorCode eq 50126", 1)]
    [InlineData("status/errorCode ne 0", 1)]
    [InlineData("status/errorCode eq 99999999999", 0)]
    [InlineData("tokenIssuerName eq 'sts.microsoft.com'", 0)]
    [InlineData("startswith(userAgent,'Mozilla/5.0')", 1)]
    [InlineData("userDisplayName eq 'KIM akers'", 2)]
    [InlineData("startswith(userDisplayName,'Kim')", 2)]
    [InlineData("userId eq '00000000-0000-4000-8000-000000000022'", 2)]
    [InlineData("userPrincipalName eq 'KIM@{domain}'", 2)]
    [InlineData("startswith(userPrincipalName,'kim')", 2)]
    [InlineData("userPrincipalName eq 'kim@{domain}' and status/errorCode eq 0", 1)]
    [InlineData("not (status/errorCode eq 0)", 1)]
    public async Task Filter_KeepsWhatMeetsIt(string filter, int count)
    {
        var correlation = Guid.NewGuid();
        await PostAsync(_tenant.OfUser("kim"), ("client-request-id", correlation.ToString()), ("User-Agent", Chrome));
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "Wrong-Password-1!")));
        await _tenant.TokenAsync(_tenant.OfUser("adele"));
        await _tenant.TokenAsync(TokenRequests.OfApplication());

        var list = await ListAsync(filter.Replace("{correlation}", correlation.ToString(), StringComparison.Ordinal)
            .Replace("{domain}", _tenant.Domain, StringComparison.Ordinal));

        Assert.True(count == list.Value.Count, list.Text);
    }

    [Theory]
    [InlineData("userDisplayName ne 'Kim Akers'")]
    [InlineData("contains(userPrincipalName,'kim')")]
    [InlineData("status/failureReason eq 'x'")]
    [InlineData("status/errorCode gt 0")]
    [InlineData("status/errorCode eq 'x'")]
    [InlineData("createdDateTime eq 'yesterday'")]
    [InlineData("nothing eq 'x'")]
    [InlineData("signInEventTypes eq 'interactiveUser'")]
    [InlineData("signInEventTypes/$count eq 1")]
    [InlineData("signInEventTypes/any(t:startswith(t,'inter'))")]
    [InlineData("userType eq 'member'")]
    public async Task Filter_ThatIsNotSupported_Answers400(string filter) =>
        (await _reader.GetAnswerAsync($"{Beta}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Theory]
    [InlineData("$skip=1")]
    [InlineData("$orderby=userDisplayName")]
    [InlineData("$search=\"userDisplayName:x\"")]
    [InlineData("$top=1001")]
    [InlineData("$top=0")]
    [InlineData("$expand=user")]
    [InlineData("$skiptoken=x")]
    public async Task List_WithWhatIsNotSupported_Answers400(string query) =>
        (await _reader.GetAnswerAsync($"{Beta}?{query}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task List_IsNewestFirst_AndPagesJoinToTheWhole()
    {
        foreach (var alias in new[] { "kim", "adele", "balas", "megan", "kim", "alex", "nobody" }) await _tenant.TokenAsync(_tenant.OfUser(alias));
        var all = (await _reader.GetAnswerAsync(Beta)).Is(HttpStatusCode.OK).Value;
        Assert.Equal(7, all.Count);

        var (ids, link) = (new List<string>(), $"{Beta}?$top=2&$count=true");
        while (link is not null)
        {
            var page = (await _reader.GetAnswerAsync(link)).Is(HttpStatusCode.OK);
            if (ids.Count == 0) Assert.Equal(7, (int)page.Json["@odata.count"]!);
            ids.AddRange(page.Value.Select(r => (string)r!["id"]!));
            // Sign-ins recorded meanwhile are newer than all remaining pages.
            await _tenant.TokenAsync(_tenant.OfUser("kim"));
            link = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(all.Select(r => (string)r!["id"]!), ids);
        var times = all.Select(r => (DateTimeOffset)r!["createdDateTime"]!).ToArray();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Equal(ids[^1], (string?)(await _reader.GetAnswerAsync($"{Beta}?$orderby=createdDateTime&$top=1")).Value[0]!["id"]);
    }

    [Fact]
    public async Task Count_CountsWhatTheListShows()
    {
        await SignInInEveryWayAsync();

        Assert.Equal("2", (await _reader.GetAnswerAsync($"{V1}/$count")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("1", (await _reader.GetAnswerAsync($"{Beta}/$count?$filter=signInEventTypes/any(t:t eq 'servicePrincipal')")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Get_OfOne_AnswersWhatTheListShows()
    {
        await SignInInEveryWayAsync();
        var shown = (await _reader.GetAnswerAsync($"{Beta}?$top=1")).Value[0]!.AsObject();
        var application = (string)(await ListAsync("signInEventTypes/any(t:t eq 'servicePrincipal')")).Value[0]!["id"]!;

        var one = (await _reader.GetAnswerAsync($"{Beta}/{shown["id"]}")).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.EndsWith("/beta/$metadata#auditLogs/signIns/$entity", (string?)one["@odata.context"], StringComparison.Ordinal);
        one.Remove("@odata.context");
        Assert.True(JsonNode.DeepEquals(shown, one));
        (await _reader.GetAnswerAsync($"{Beta}/{application}")).Is(HttpStatusCode.OK);
        (await _reader.GetAnswerAsync($"{V1}/{application}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _reader.GetAnswerAsync($"{V1}/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _reader.GetAnswerAsync($"{V1}/nothing")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task List_ShowsNothingOfAnotherTenant()
    {
        (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        var other = await SharedServer.TenantAsync();
        var id = (string)(await _reader.GetAnswerAsync(Beta)).Value[0]!["id"]!;

        var stranger = await other.AsAsync("reports.reader");

        Assert.Empty((await stranger.GetAnswerAsync(Beta)).Is(HttpStatusCode.OK).Value);
        (await stranger.GetAnswerAsync($"{Beta}/{id}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("global.admin", HttpStatusCode.OK)]
    [InlineData("global.reader", HttpStatusCode.OK)]
    [InlineData("security.reader", HttpStatusCode.OK)]
    [InlineData("auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("user.admin", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task List_IsForTheRolesThatReadReports(string alias, HttpStatusCode status)
    {
        var answer = (await (await _tenant.AsAsync(alias)).GetAnswerAsync(V1)).Is(status);

        if (status == HttpStatusCode.Forbidden) Assert.Equal("Authentication_RequestFromUnsupportedUserRole", answer.ErrorCode);
    }

    [Fact]
    public async Task List_WithoutThePermission_Answers403()
    {
        var refused = (await (await _tenant.AsAppAsync("Directory.Read.All")).GetAnswerAsync(V1))
            .Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");

        Assert.Equal("Calling principal does not have required MSGraph permissions AuditLog.Read.All", refused.ErrorMessage);
        (await (await _tenant.AsAppAsync("AuditLog.Read.All")).GetAnswerAsync(V1)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Log_OfATenantWithoutPremiumLicenses_IsRefused()
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, async db => (await db.Tenants.FindAsync(_tenant.Id))!.LicenseProfile = "free");

        foreach (var path in new[] { V1, $"{V1}/$count", $"{Beta}/{Guid.NewGuid()}" })
        {
            (await _reader.GetAnswerAsync(path)).Is(HttpStatusCode.Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant");
        }
    }

    /// <summary>Two interactive sign-ins, a non-interactive one, and an application's.</summary>
    private async Task SignInInEveryWayAsync()
    {
        await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "Wrong-Password-1!")));
        var tokens = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(tokens.Field("refresh_token")))).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
    }

    private async Task<IEnumerable<string>> TypesAsync(string query) =>
        (await _reader.GetAnswerAsync(Beta + query)).Is(HttpStatusCode.OK).Value.Select(r => (string)r!["signInEventTypes"]![0]!);

    private async Task<Answer> ListAsync(string filter) =>
        (await _reader.GetAnswerAsync($"{Beta}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.OK);

    private Task<Answer> PostAsync((string Name, string Value)[] form, params (string Name, string Value)[] headers) => _tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/token", TokenRequests.Encoded(form), "application/x-www-form-urlencoded", headers);
}
