using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Features.Fido2Methods;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Reports;

public sealed class UserRegistrationDetailsTests : TenantTests
{
    private const string Url = "/v1.0/reports/authenticationMethods/userRegistrationDetails";
    private const string Mobile = """{"phoneNumber":"+1 2065555510","phoneType":"mobile"}""";
    private const string AlternateMobile = """{"phoneNumber":"+1 2065555511","phoneType":"alternateMobile"}""";
    private const string Office = """{"phoneNumber":"+1 4255555557","phoneType":"office"}""";

    private HttpClient _admin = null!;
    private HttpClient _reader = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (_admin, _reader) = (await _tenant.AsAsync("global.admin"), await _tenant.AsAsync("reports.reader"));
    }

    [Fact]
    public async Task List_HasARecordForEachUser()
    {
        var list = (await _reader.GetAnswerAsync(Url)).Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "/v1.0/$metadata#reports/authenticationMethods/userRegistrationDetails", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(await _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.CountAsync(u => u.AccountEnabled)), list.Value.Count);
        Assert.All(list.Value, record => Assert.Equal(
            [
                "id", "userPrincipalName", "userDisplayName", "userType", "isAdmin", "isSsprRegistered", "isSsprEnabled", "isSsprCapable",
                "isMfaRegistered", "isMfaCapable", "isPasswordlessCapable", "methodsRegistered", "isSystemPreferredAuthenticationMethodEnabled",
                "systemPreferredAuthenticationMethods", "userPreferredMethodForSecondaryAuthentication", "lastUpdatedDateTime",
            ],
            record!.AsObject().Select(p => p.Key)));
    }

    [Fact]
    public async Task Details_OfAUserWithOnlyAPassword_AreEmpty()
    {
        var balas = await OfAsync("balas");

        Assert.Equal([false, false, false, false, false, false, false], Flags(balas));
        Assert.Empty(balas["methodsRegistered"]!.AsArray());
        Assert.Equal("none", (string?)balas["userPreferredMethodForSecondaryAuthentication"]);
        Assert.Equal("member", (string?)balas["userType"]);
    }

    [Fact]
    public async Task Details_FollowFromWhatIsRegistered()
    {
        await AddAsync("balas", Mobile);
        await AddAsync("balas", AlternateMobile);
        await AddAsync("balas", Office);
        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""))
            .Is(HttpStatusCode.Created);

        var balas = await OfAsync("balas");

        Assert.Equal(["mobilePhone", "alternateMobilePhone", "officePhone", "email"], balas["methodsRegistered"]!.AsArray().Select(m => (string?)m));
        Assert.True((bool)balas["isMfaRegistered"]!);
        Assert.True((bool)balas["isMfaCapable"]!);
        Assert.True((bool)balas["isSsprRegistered"]!);
        Assert.False((bool)balas["isPasswordlessCapable"]!);
        Assert.Equal("sms", (string?)balas["userPreferredMethodForSecondaryAuthentication"]);
        Assert.Equal("mobilePhone", (string?)(await OfAsync("balas", "/beta"))["defaultMfaMethod"]);
    }

    [Fact]
    public async Task Details_OfAUserWithAnEmailOnly_AreNoMultiFactor()
    {
        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""))
            .Is(HttpStatusCode.Created);

        var balas = await OfAsync("balas");

        Assert.False((bool)balas["isMfaRegistered"]!);
        Assert.True((bool)balas["isSsprRegistered"]!);
    }

    [Fact]
    public async Task Capability_EndsWithThePolicyThatAllowsIt()
    {
        await AddAsync("balas", Mobile);
        await DisablePhonesAsync();

        var balas = await OfAsync("balas");

        Assert.True((bool)balas["isMfaRegistered"]!);
        Assert.False((bool)balas["isMfaCapable"]!);
        Assert.DoesNotContain(_tenant.Name("balas"), await NamesAsync("isMfaCapable eq true"));
    }

    [Fact]
    public async Task Preference_IsShownAndFound()
    {
        await AddAsync("balas", Mobile);
        await AddAsync("balas", Office);
        (await _admin.PatchAnswerAsync(
            $"/beta/users/{_tenant.Name("balas")}/authentication/signInPreferences",
            """{"userPreferredMethodForSecondaryAuthentication":"voiceOffice"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("voiceOffice", (string?)(await OfAsync("balas"))["userPreferredMethodForSecondaryAuthentication"]);
        Assert.Equal(_tenant.Name("balas"), Assert.Single(await NamesAsync("userPreferredMethodForSecondaryAuthentication eq 'voiceOffice'")));
    }

    [Fact]
    public async Task SystemPreference_IsTheBestOfWhatIsThere_WhereItIsOn()
    {
        await AddAsync("balas", Mobile);
        await AddAsync("balas", Office);
        (await _admin.PatchAnswerAsync("/beta/policies/authenticationMethodsPolicy", """{"systemCredentialPreferences":{"state":"disabled"}}"""))
            .Is(HttpStatusCode.OK);
        Assert.Empty((await OfAsync("balas"))["systemPreferredAuthenticationMethods"]!.AsArray());
        Assert.Empty(await NamesAsync("isSystemPreferredAuthenticationMethodEnabled eq true"));

        (await _admin.PatchAnswerAsync(
            $"/beta/users/{_tenant.Name("balas")}/authentication/signInPreferences", """{"isSystemPreferredAuthenticationMethodEnabled":true}"""))
            .Is(HttpStatusCode.NoContent);

        Assert.Equal(["sms"], (await OfAsync("balas"))["systemPreferredAuthenticationMethods"]!.AsArray().Select(m => (string?)m));
        Assert.Equal(_tenant.Name("balas"), Assert.Single(await NamesAsync("systemPreferredAuthenticationMethods/any(t:t eq 'sms')")));
        Assert.Empty(await NamesAsync("systemPreferredAuthenticationMethods/any(t:t eq 'voiceOffice')"));
    }

    [Fact]
    public async Task SystemPreference_OfAGroup_IsOnForItsMembersAlone()
    {
        await AddAsync("balas", Mobile);
        await AddAsync("megan", """{"phoneNumber":"+1 2065555512","phoneType":"mobile"}""");
        var group = await _tenant.GroupAsync(SampleTenant.UserId(21));
        (await _admin.PatchAnswerAsync(
            "/beta/policies/authenticationMethodsPolicy",
            $$$"""{"systemCredentialPreferences":{"includeTargets":[{"id":"{{{group}}}","targetType":"group"}]}}""")).Is(HttpStatusCode.OK);

        Assert.Equal([_tenant.Name("balas")], await NamesAsync("isSystemPreferredAuthenticationMethodEnabled eq true"));
        Assert.Equal([_tenant.Name("balas")], await NamesAsync("systemPreferredAuthenticationMethods/any(t:t eq 'sms')"));
        Assert.Equal(["sms"], (await OfAsync("balas"))["systemPreferredAuthenticationMethods"]!.AsArray().Select(m => (string?)m));
        Assert.False((bool)(await OfAsync("megan"))["isSystemPreferredAuthenticationMethodEnabled"]!);
    }

    [Theory]
    [InlineData("oathApp", "SoftwareOath", """{"state":"disabled"}""", false, false, "SoftwareOath covers other apps")]
    [InlineData("oathApp", "MicrosoftAuthenticator", """{"state":"disabled"}""", true, false, "and MicrosoftAuthenticator does not")]
    [InlineData("authenticator", "SoftwareOath", """{"state":"disabled"}""", true, false, "the app needs no leave of SoftwareOath")]
    [InlineData("authenticator", "MicrosoftAuthenticator", """{"state":"disabled"}""", false, false, "nothing of the app is allowed")]
    [InlineData("authenticator", "MicrosoftAuthenticator", """{"isSoftwareOathEnabled":false}""", true, false, "notifications remain")]
    [InlineData(
        "authenticator",
        "MicrosoftAuthenticator",
        """{"includeTargets":[{"id":"all_users","authenticationMode":"deviceBasedPush"}]}""",
        true,
        false,
        "codes remain")]
    [InlineData(
        "authenticator",
        "MicrosoftAuthenticator",
        """{"isSoftwareOathEnabled":false,"includeTargets":[{"id":"all_users","authenticationMode":"deviceBasedPush"}]}""",
        false,
        false,
        "phone sign-in alone is allowed, and not set up")]
    [InlineData(
        "phoneSignIn",
        "MicrosoftAuthenticator",
        """{"isSoftwareOathEnabled":false,"includeTargets":[{"id":"all_users","authenticationMode":"deviceBasedPush"}]}""",
        true,
        true,
        "phone sign-in alone is allowed, and set up")]
    [InlineData(
        "phoneSignIn",
        "MicrosoftAuthenticator",
        """{"includeTargets":[{"id":"all_users","authenticationMode":"push"}]}""",
        true,
        false,
        "only to approve")]
    [InlineData("phoneSignIn", "MicrosoftAuthenticator", """{"includeTargets":[{"id":"all_users","authenticationMode":"any"}]}""", true, true, "either")]
    [InlineData(
        "phoneSignIn",
        "MicrosoftAuthenticator",
        """{"includeTargets":[{"id":"{group}","authenticationMode":"push"},{"id":"{other}","authenticationMode":"any"}]}""",
        true,
        false,
        "only to approve, by the group")]
    [InlineData(
        "phoneSignIn",
        "MicrosoftAuthenticator",
        """{"includeTargets":[{"id":"all_users","authenticationMode":"push"},{"id":"{group}","authenticationMode":"deviceBasedPush"}]}""",
        true,
        true,
        "one target allows each")]
    [InlineData("office", "Voice", """{"state":"enabled"}""", false, false, "no calls to offices")]
    [InlineData("office", "Voice", """{"state":"enabled","isOfficePhoneAllowed":true}""", true, false, "calls to offices")]
    [InlineData(
        "passkey",
        "Fido2",
        """{"passkeyProfiles":[{"id":"00000000-0000-0000-0000-000000000001","name":"Default passkey profile","passkeyTypes":"synced"}]}""",
        false,
        false,
        "a passkey that stays on its device")]
    public async Task Capability_FollowsTheSettingsOfThePolicyAtOnce(
        string method, string configuration, string change, bool isMfaCapable, bool isPasswordlessCapable, string because)
    {
        var group = await _tenant.GroupAsync(SampleTenant.UserId(21));
        await RegisterAsync(method);
        change = change.Replace("{group}", group.ToString(), StringComparison.Ordinal).Replace("{other}", Guid.NewGuid().ToString(), StringComparison.Ordinal);

        (await _admin.PatchAnswerAsync($"/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{configuration}", change))
            .Is(HttpStatusCode.NoContent);

        var balas = await OfAsync("balas");
        Assert.True(
            (true, isMfaCapable, isPasswordlessCapable)
                == ((bool)balas["isMfaRegistered"]!, (bool)balas["isMfaCapable"]!, (bool)balas["isPasswordlessCapable"]!),
            $"{because}: {balas}");
        Assert.Equal(isMfaCapable, (await NamesAsync("isMfaCapable eq true")).Contains(_tenant.Name("balas")));
        Assert.Equal(isPasswordlessCapable, (await NamesAsync("isPasswordlessCapable eq true")).Contains(_tenant.Name("balas")));
    }

    [Fact]
    public async Task OneTimeCodes_AreOneMethodWhateverAppMakesThem()
    {
        await RegisterAsync("oathApp");
        Assert.Equal(["softwareOneTimePasscode"], (await OfAsync("balas"))["methodsRegistered"]!.AsArray().Select(m => (string?)m));

        await RegisterAsync("authenticator");
        Assert.Equal(
            ["microsoftAuthenticatorPush", "softwareOneTimePasscode"], (await OfAsync("balas"))["methodsRegistered"]!.AsArray().Select(m => (string?)m));
    }

    [Theory]
    [InlineData("isAdmin eq true and startswith(userPrincipalName,'auth.')", "auth.admin,auth.policy.admin", "administrators")]
    [InlineData("isAdmin eq false and startswith(userDisplayName,'group')", "group.member", "a member of a role-assignable group is not an administrator")]
    [InlineData("isMfaRegistered eq true", "balas,megan", "a strong method")]
    [InlineData("isMfaRegistered eq false and startswith(userPrincipalName,'al')", "alex", "no strong method")]
    [InlineData("isMfaCapable eq true and isSsprRegistered eq true", "balas", "two conditions, and calls are not in the policy")]
    [InlineData("isSsprEnabled eq true or isSsprCapable eq true", "", "self-service reset is off")]
    [InlineData("methodsRegistered/any(t:t eq 'mobilePhone')", "balas", "a method")]
    [InlineData("methodsRegistered/any(t: t eq 'officePhone' or t eq 'mobilePhone')", "balas,megan", "one of two methods")]
    [InlineData("methodsRegistered/any(x:x eq 'OFFICEPHONE')", "megan", "in any case")]
    [InlineData("methodsRegistered/any(t:t eq 'carrierPigeon')", "", "an unknown method")]
    [InlineData("methodsRegistered/any(t:t eq 'password')", "", "the password is never named")]
    [InlineData("not methodsRegistered/any(t:t eq 'mobilePhone') and isMfaRegistered eq true", "megan", "a negation")]
    [InlineData("userDisplayName eq 'megan bowen'", "megan", "a name")]
    public async Task Filter_KeepsWhatMeetsIt(string filter, string expected, string because)
    {
        // Without the sample users that already have methods.
        await DeleteAsync("kim", "adele");
        await AddAsync("balas", Mobile);
        await AddAsync("megan", Office);

        var names = await NamesAsync(filter);

        Assert.True(expected == string.Join(',', names.Select(n => n.Split('@')[0])), $"{because}: {string.Join(',', names)}");
    }

    [Theory]
    [InlineData("isMfaCapable ne true")]
    [InlineData("contains(userDisplayName,'a')")]
    [InlineData("methodsRegistered/all(t:t eq 'email')")]
    [InlineData("methodsRegistered/any(t:startswith(t,'e'))")]
    [InlineData("methodsRegistered/any(t:t eq 'email' and t eq 'qrCode')")]
    [InlineData("lastUpdatedDateTime ge 2026-01-01T00:00:00Z")]
    [InlineData("nothing eq true")]
    public async Task Filter_ThatIsNotSupported_Answers400(string filter) =>
        (await _reader.GetAnswerAsync($"{Url}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Theory]
    [InlineData("$skip=1")]
    [InlineData("$orderby=isAdmin")]
    [InlineData("$top=0")]
    public async Task List_WithWhatIsNotSupported_Answers400(string query) =>
        (await _reader.GetAnswerAsync($"{Url}?{query}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task List_WithCount_CountsWithoutAHeader() => Assert.Equal(
        await _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.CountAsync(u => u.AccountEnabled)),
        (int)(await _reader.GetAnswerAsync($"{Url}?$count=true&$top=1")).Is(HttpStatusCode.OK).Json["@odata.count"]!);

    [Theory]
    [InlineData("")]
    [InlineData("&$orderby=userDisplayName desc")]
    [InlineData("&$orderby=userPrincipalName")]
    [InlineData("&$filter=isAdmin eq false")]
    public async Task Pages_JoinToTheWhole(string options)
    {
        var all = (await _reader.GetAnswerAsync($"{Url}?$top=999{options}")).Is(HttpStatusCode.OK).Value.Select(r => (string)r!["id"]!).ToArray();

        var (ids, link) = (new List<string>(), $"{Url}?$top=4{options}");
        while (link is not null)
        {
            var page = (await _reader.GetAnswerAsync(link)).Is(HttpStatusCode.OK);
            ids.AddRange(page.Value.Select(r => (string)r!["id"]!));
            link = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(all, ids);
    }

    [Fact]
    public async Task Select_ShowsWhatIsAsked()
    {
        var list = (await _reader.GetAnswerAsync($"{Url}?$select=userPrincipalName,methodsRegistered&$top=1")).Is(HttpStatusCode.OK);

        Assert.Equal(["userPrincipalName", "methodsRegistered"], list.Value.Single()!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task DisabledAccounts_AreInNoListFilterOrCount_AndAnswer404()
    {
        var id = (string)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}")).Json["id"]!;
        var before = (int)(await _reader.GetAnswerAsync($"{Url}?$count=true&$top=1")).Json["@odata.count"]!;
        Assert.Contains(_tenant.Name("adele"), await NamesAsync("isMfaRegistered eq true"));

        (await _admin.PatchAnswerAsync($"/v1.0/users/{id}", """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);

        Assert.DoesNotContain(_tenant.Name("adele"), await NamesAsync("isMfaRegistered eq true"));
        Assert.DoesNotContain(_tenant.Name("adele"), await NamesAsync("methodsRegistered/any(t:t eq 'email')"));
        Assert.DoesNotContain(id, (await _reader.GetAnswerAsync(Url)).Value.Select(d => (string)d!["id"]!));
        Assert.Equal(before - 1, (int)(await _reader.GetAnswerAsync($"{Url}?$count=true&$top=1")).Json["@odata.count"]!);
        (await _reader.GetAnswerAsync($"{Url}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.PatchAnswerAsync($"/v1.0/users/{id}", """{"accountEnabled":true}""")).Is(HttpStatusCode.NoContent);
        (await _reader.GetAnswerAsync($"{Url}/{id}")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-000000000099")]
    [InlineData("nobody@contoso.com")]
    public async Task Get_OfAnUnknownKey_Answers404AndNamesIt(string key) => Assert.Equal(
        $"No record found for key: {key}",
        (await _reader.GetAnswerAsync($"{Url}/{key}")).Is(HttpStatusCode.NotFound, "resourceNotFound").ErrorMessage);

    [Fact]
    public async Task Get_OfADeletedUser_Answers404()
    {
        var id = await NewUser.CreateAsync(_admin, _tenant, "robin");
        (await _reader.GetAnswerAsync($"{Url}/{id}")).Is(HttpStatusCode.OK);

        (await _admin.DeleteAnswerAsync($"/v1.0/users/{id}")).Is(HttpStatusCode.NoContent);

        (await _reader.GetAnswerAsync($"{Url}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        Assert.DoesNotContain(_tenant.Name("robin"), await NamesAsync("isAdmin eq false"));
    }

    [Theory]
    [InlineData("userRegistrationDetails")]
    [InlineData("userRegistrationDetails/00000000-0000-4000-8000-000000000021")]
    [InlineData("usersRegisteredByFeature")]
    [InlineData("usersRegisteredByMethod")]
    public async Task Reports_OfATenantWithoutPremiumLicences_AreRefused(string report)
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, async db => (await db.Tenants.FindAsync(_tenant.Id))!.LicenseProfile = "free");

        var refused = (await _reader.GetAnswerAsync($"/v1.0/reports/authenticationMethods/{report}"))
            .Is(HttpStatusCode.Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant");

        Assert.Equal("Neither tenant is B2C or tenant doesn't have premium license", refused.ErrorMessage);
    }

    [Fact]
    public async Task Reports_AreForTheRolesThatReadThem_AndDetailsForApplications()
    {
        (await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync(Url)).Is(HttpStatusCode.Forbidden, "Authentication_RequestFromUnsupportedUserRole");
        (await (await _tenant.AsAsync("global.reader", "User.Read.All")).GetAnswerAsync(Url))
            .Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");
        (await (await _tenant.AsAppAsync("AuditLog.Read.All")).GetAnswerAsync(Url)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync("AuditLog.Read.All")).GetAnswerAsync("/v1.0/reports/authenticationMethods/usersRegisteredByMethod"))
            .Is(HttpStatusCode.Forbidden);
    }

    private async Task<JsonNode> OfAsync(string alias, string version = "/v1.0")
    {
        var id = (string)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}")).Json["id"]!;
        return (await _reader.GetAnswerAsync($"{version}/reports/authenticationMethods/userRegistrationDetails/{id}")).Is(HttpStatusCode.OK).Json;
    }

    private static IEnumerable<bool> Flags(JsonNode details) =>
        new[] { "isAdmin", "isSsprRegistered", "isSsprEnabled", "isSsprCapable", "isMfaRegistered", "isMfaCapable", "isPasswordlessCapable" }
            .Select(name => (bool)details[name]!);

    private async Task<string[]> NamesAsync(string filter) =>
        [.. (await _reader.GetAnswerAsync($"{Url}?$filter={Uri.EscapeDataString(filter)}&$orderby=userPrincipalName"))
            .Is(HttpStatusCode.OK).Value.Select(r => (string)r!["userPrincipalName"]!)];

    private async Task AddAsync(string alias, string phone) =>
        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods", phone)).Is(HttpStatusCode.Created);

    private async Task DeleteAsync(params string[] aliases)
    {
        foreach (var alias in aliases) (await _admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}")).Is(HttpStatusCode.NoContent);
    }

    private async Task RegisterAsync(string method)
    {
        var (segment, body) = method switch
        {
            "oathApp" => ("softwareOathMethods", """{"secretKey":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}"""),
            "authenticator" => ("microsoftAuthenticatorMethods", """{"displayName":"Phone"}"""),
            "phoneSignIn" => ("microsoftAuthenticatorMethods", """{"displayName":"Phone","device":{"displayName":"Phone"}}"""),
            _ => ("", ""),
        };
        var passkeys = $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";
        if (method == "office") await AddAsync("balas", Office);
        else if (method == "passkey") (await _admin.RegisterAsync(passkeys, new SoftwareAuthenticator())).Is(HttpStatusCode.Created);
        else (await _admin.PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/authentication/{segment}", body)).Is(HttpStatusCode.Created);
    }

    private Task DisablePhonesAsync() => _tenant.Server.ChangeAsync(_tenant.Id, async db =>
    {
        foreach (var id in new[] { "Sms", "Voice" })
        {
            var row = await db.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == id);
            if (row is null) db.Add(row = new MethodConfigurationRow { TenantId = _tenant.Id, Id = id });
            row.IsEnabled = false;
        }

        return await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, Guid.NewGuid()));
    });
}
