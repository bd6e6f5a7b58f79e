using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>Reports, the audit log and app passwords are the same on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class ReportsTests(EngineServers servers)
{
    private const string Details = "/v1.0/reports/authenticationMethods/userRegistrationDetails";
    private const string Audits = "/v1.0/auditLogs/directoryAudits";

    [SkippableTheory, EachEngine]
    public async Task Registration_IsFilteredByEveryProperty(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var (admin, reader) = (await tenant.AsAsync("global.admin"), await tenant.AsAsync("reports.reader"));
        (await admin.PostAnswerAsync(
            $"/v1.0/users/{tenant.Name("balas")}/authentication/phoneMethods", """{"phoneNumber":"+1 2065555510","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);
        (await admin.PatchAnswerAsync(
            $"/beta/users/{tenant.Name("balas")}/authentication/signInPreferences", """{"isSystemPreferredAuthenticationMethodEnabled":true}"""))
            .Is(HttpStatusCode.NoContent);
        var all = (await reader.GetAnswerAsync($"{Details}?$top=999")).Is(HttpStatusCode.OK).Value;

        foreach (var flag in new[]
        {
            "isAdmin",
            "isMfaCapable",
            "isMfaRegistered",
            "isPasswordlessCapable",
            "isSsprCapable",
            "isSsprEnabled",
            "isSsprRegistered",
            "isSystemPreferredAuthenticationMethodEnabled",
        })
        {
            Assert.Equal(Count(d => (bool)d[flag]!), await FoundAsync($"{flag} eq true"));
            Assert.Equal(Count(d => !(bool)d[flag]!), await FoundAsync($"{flag} eq false"));
        }

        foreach (var factor in new[] { "push", "oath", "voiceMobile", "voiceAlternateMobile", "voiceOffice", "sms", "none" })
        {
            Assert.Equal(
                Count(d => (string?)d["userPreferredMethodForSecondaryAuthentication"] == factor),
                await FoundAsync($"userPreferredMethodForSecondaryAuthentication eq '{factor}'"));
        }

        foreach (var list in new[] { "methodsRegistered", "systemPreferredAuthenticationMethods" })
        {
            foreach (var name in all.SelectMany(d => d![list]!.AsArray()).Select(m => (string)m!).Distinct().Append("qrCode"))
            {
                Assert.Equal(Count(d => d[list]!.AsArray().Any(m => (string?)m == name)), await FoundAsync($"{list}/any(t:t eq '{name}')"));
            }
        }

        int Count(Func<System.Text.Json.Nodes.JsonNode, bool> meets) => all.Count(d => meets(d!));

        async Task<int> FoundAsync(string filter) =>
            (await reader.GetAnswerAsync($"{Details}?$top=999&$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.OK).Value.Count;
    }

    [SkippableTheory, EachEngine]
    public async Task Summaries_CountWhatTheDetailsSay(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var reader = await tenant.AsAsync("reports.reader");
        var all = (await reader.GetAnswerAsync($"{Details}?$top=999")).Is(HttpStatusCode.OK).Value;

        var features = (await reader.GetAnswerAsync(
            "/v1.0/reports/authenticationMethods/usersRegisteredByFeature(includedUserTypes='member',includedUserRoles='privilegedAdmin')"))
            .Is(HttpStatusCode.OK).Json;
        var methods = (await reader.GetAnswerAsync("/v1.0/reports/authenticationMethods/usersRegisteredByMethod")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(4, (int)features["totalUserCount"]!);
        Assert.All(methods["userRegistrationMethodCounts"]!.AsArray().Where(c => (string?)c!["authenticationMethod"] != "password"), count => Assert.Equal(
            all.Count(d => d!["methodsRegistered"]!.AsArray().Any(m => (string?)m == (string?)count!["authenticationMethod"])), (int)count!["userCount"]!));
    }

    [SkippableTheory, EachEngine]
    public async Task Policy_ForGroups_DecidesUserByUser(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var reader = await tenant.AsAsync("reports.reader");
        var admin = await tenant.AsAsync("global.admin");
        var group = Guid.NewGuid();
        foreach (var (alias, phone) in new[] { ("balas", "+1 2065555510"), ("megan", "+1 2065555511") })
        {
            (await admin.PostAnswerAsync(
                $"/v1.0/users/{tenant.Name(alias)}/authentication/phoneMethods", $$"""{"phoneNumber":"{{phone}}","phoneType":"mobile"}"""))
                .Is(HttpStatusCode.Created);
        }

        await tenant.Server.ChangeAsync(tenant.Id, async db =>
        {
            db.Add(new GroupRow { TenantId = tenant.Id, Id = group, DisplayName = "Pilot" });
            db.Add(new GroupMemberRow { TenantId = tenant.Id, GroupId = group, MemberId = SampleTenant.UserId(21) });
            db.Add(new MethodConfigurationRow
            {
                TenantId = tenant.Id, Id = "Sms", IsEnabled = true, IncludeTargets = $$"""[{"targetType":"group","id":"{{group}}"}]""",
            });
            (await db.Tenants.FindAsync(tenant.Id))!.PolicyStamp = Guid.NewGuid();
            return true;
        });

        var capable = (await reader.GetAnswerAsync($"{Details}?$filter=isMfaCapable eq true and methodsRegistered/any(t:t eq 'mobilePhone')"))
            .Is(HttpStatusCode.OK).Value.Select(d => (string)d!["userPrincipalName"]!).ToArray();

        Assert.Contains(tenant.Name("balas"), capable);
        Assert.DoesNotContain(tenant.Name("megan"), capable);
        Assert.Equal(
            "sms", (string?)(await reader.GetAnswerAsync($"{Details}/{SampleTenant.UserId(21)}")).Json["userPreferredMethodForSecondaryAuthentication"]);
        Assert.Equal(
            "voiceMobile",
            (string?)(await reader.GetAnswerAsync($"{Details}/{SampleTenant.UserId(24)}")).Json["userPreferredMethodForSecondaryAuthentication"]);
    }

    [SkippableTheory, EachEngine]
    public async Task Audits_PagesJoinedAreTheLog_NewestFirst(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        foreach (var alias in new[] { "balas", "kim", "megan" })
        {
            (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name(alias)}/revokeSignInSessions")).Is(HttpStatusCode.OK);
        }

        var reader = await tenant.AsAsync("reports.reader");
        var whole = (await reader.GetAnswerAsync(Audits)).Is(HttpStatusCode.OK).Value.Select(r => (string)r!["id"]!).ToArray();

        var joined = new List<string>();
        for (string? next = $"{Audits}?$top=1"; next is not null;)
        {
            var page = (await reader.GetAnswerAsync(next)).Is(HttpStatusCode.OK);
            joined.AddRange(page.Value.Select(r => (string)r!["id"]!));
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(4, whole.Length);
        Assert.Equal(whole, joined);
        Assert.Single((await reader.GetAnswerAsync(
            $"{Audits}?$filter=startswith(initiatedBy/user/userPrincipalName,'global.') and targetResources/any(t:t/id eq "
                + $"'{SampleTenant.UserId(22)}')")).Is(HttpStatusCode.OK).Value);
    }

    [SkippableTheory, EachEngine]
    public async Task SignIns_AreRecordedFilteredAndPaged(StorageEngine engine)
    {
        const string log = "/beta/auditLogs/signIns";
        var tenant = await servers.TenantAsync(engine);
        foreach (var (alias, password) in new[] { ("kim", SampleTenant.Password), ("kim", "Wrong-Password-1!"), ("nobody", "x"), ("adele", SampleTenant.Password) })
        {
            await tenant.TokenAsync(tenant.OfUser(alias, ("password", password)));
        }

        (await tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
        var reader = await tenant.AsAsync("reports.reader");

        foreach (var (filter, count) in new[]
        {
            ("status/errorCode ne 0", 2), ("status/errorCode eq 50034", 1), ("startswith(userPrincipalName,'kim')", 2), ("userDisplayName eq 'KIM akers'", 2),
            ($"userId eq '{SampleTenant.UserId(22)}'", 2), ("appDisplayName eq 'admin tools'", 4), ("location/city eq 'Oslo'", 0),
            ("riskState eq 'none' and conditionalAccessStatus eq 'notApplied'", 4), ("isInteractive eq false", 1),
            ("signInEventTypes/any(t:t ne 'interactiveUser')", 1), ("startswith(authenticationRequirement,'single')", 4),
            ("createdDateTime ge 2020-01-01T00:00:00Z and clientAppUsed eq 'Mobile Apps and Desktop clients'", 4),
        })
        {
            var found = (await reader.GetAnswerAsync($"{log}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.OK).Value.Count;
            Assert.True(count == found, $"{filter}: {found}");
        }

        var joined = new List<string>();
        for (string? next = $"{log}?$top=1"; next is not null;)
        {
            var page = (await reader.GetAnswerAsync(next)).Is(HttpStatusCode.OK);
            joined.AddRange(page.Value.Select(r => (string)r!["userPrincipalName"]!));
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal([tenant.Name("adele"), tenant.Name("nobody"), tenant.Name("kim"), tenant.Name("kim")], joined);
        var activity = (await reader.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}?$select=signInActivity")).Is(HttpStatusCode.OK).Json["signInActivity"]!;
        Assert.NotEqual((string?)activity["lastSignInRequestId"], (string?)activity["lastSuccessfulSignInRequestId"]);
    }

    [SkippableTheory, EachEngine]
    public async Task Activity_IsCountedFilteredAndSorted(StorageEngine engine)
    {
        const string root = "/beta/reports/authenticationMethods";
        var tenant = await servers.TenantAsync(engine);
        var (admin, reader) = (await tenant.AsAsync("global.admin"), await tenant.AsAsync("reports.reader"));
        foreach (var (path, body) in new[]
        {
            ("phoneMethods", """{"phoneNumber":"+1 2065555510","phoneType":"mobile"}"""), ("emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""),
        }) (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("balas")}/authentication/{path}", body)).Is(HttpStatusCode.Created);
        (await tenant.TokenAsync(tenant.OfUser("kim"))).Is(HttpStatusCode.OK);

        Assert.Equal(["mobilePhone", "email"], await NamesAsync($"{root}/userEventsSummary?$orderby=eventDateTime"));
        Assert.Equal(["email"], await NamesAsync($"{root}/userEventsSummary?$filter=authMethod eq 'email' and isSuccess eq true&$orderby=isSuccess desc"));
        Assert.Equal(["mobileSMS"], await NamesAsync("/beta/reports/userCredentialUsageDetails?$filter=authMethod eq 'mobileSMS'"));
        Assert.Equal(["email", "mobileSMS"], await NamesAsync("/beta/reports/getCredentialUsageSummary(period='D7')"));
        Assert.Equal(
            1, (int)(await reader.GetAnswerAsync($"{root}/userSignInsByAuthMethodSummary(period='d1')")).Is(HttpStatusCode.OK).Value[0]!["successActivityCount"]!);
        Assert.Equal(
            1, (int)Assert.Single((await reader.GetAnswerAsync($"{root}/userMfaSignInSummary")).Is(HttpStatusCode.OK).Value)!["singleFactorSignIns"]!);
        var details = "/beta/reports/credentialUserRegistrationDetails";
        var all = (await reader.GetAnswerAsync($"{details}?$top=999&$orderby=isMfaRegistered desc,userDisplayName")).Is(HttpStatusCode.OK).Value;
        Assert.Equal(all.OrderByDescending(d => (bool)d!["isMfaRegistered"]!).Select(d => (string)d!["id"]!), all.Select(d => (string)d!["id"]!));
        Assert.All(
            (await reader.GetAnswerAsync($"{details}?$filter=isCapable eq true and authMethods/any(t:t eq 'email')")).Is(HttpStatusCode.OK).Value,
            d => Assert.Contains("email", d!["authMethods"]!.AsArray().Select(m => (string)m!)));
        Assert.Equal(
            all.Count, (int)(await reader.GetAnswerAsync("/beta/reports/getCredentialUserRegistrationCount")).Is(HttpStatusCode.OK).Value[0]!["totalUserCount"]!);

        async Task<IEnumerable<string>> NamesAsync(string path) =>
            (await reader.GetAnswerAsync(path)).Is(HttpStatusCode.OK).Value.Select(e => (string)e!["authMethod"]!);
    }

    [SkippableTheory, EachEngine]
    public async Task AppPasswords_AreMadeListedAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        (await admin.PatchAnswerAsync($"/beta/users/{tenant.Name("kim")}/authentication/requirements", """{"perUserMfaState":"enforced"}"""))
            .Is(HttpStatusCode.NoContent);
        var kim = await tenant.AsAsync("kim");

        (await kim.PostAnswerAsync("/authmethods/me/appPasswords", """{"displayName":"Old mail client"}""")).Is(HttpStatusCode.Created);

        Assert.Single((await admin.GetAnswerAsync($"/authmethods/users/{tenant.Name("kim")}/appPasswords")).Is(HttpStatusCode.OK).Value);
        (await admin.PostAnswerAsync($"/authmethods/users/{tenant.Name("kim")}/appPasswords/deleteAll")).Is(HttpStatusCode.NoContent);
        (await admin.PostAnswerAsync($"/authmethods/users/{tenant.Name("kim")}/multiFactor/requireReregistration")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await kim.GetAnswerAsync("/authmethods/me/appPasswords")).Value);
    }
}
