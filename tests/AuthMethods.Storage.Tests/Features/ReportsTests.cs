using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
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
