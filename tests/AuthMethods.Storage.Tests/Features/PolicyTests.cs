using System.Net;
using AuthMethods.Features;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>The methods policy, the strengths, and the reports that depend on the policy are the same on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class PolicyTests(EngineServers servers)
{
    private const string Policy = "/beta/policies/authenticationMethodsPolicy";
    private const string Configurations = Policy + "/authenticationMethodConfigurations";
    private const string Strengths = "/v1.0/policies/authenticationStrengthPolicies";
    private const string Reports = "/v1.0/reports/authenticationMethods";
    private const string Adatum = """
        {"displayName":"Adatum","appId":"73f7c26a-7a24-4408-adfa-ff1ff19b5c10","state":"enabled","includeTargets":[{"id":"all_users"}],
         "openIdConnectSetting":{"clientId":"966c7a17-8cb9-47a6-8504-c1e50b05f21d","discoveryUrl":"https://adatum.com/.well-known/openid-configuration"}}
        """;

    private static readonly Guid Balas = SampleTenant.UserId(21);

    [SkippableTheory, EachEngine]
    public async Task Policy_IsChangedAndStamped(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var before = (DateTimeOffset)(await admin.GetAnswerAsync(Policy)).Is(HttpStatusCode.OK).Json["lastModifiedDateTime"]!;

        var changed = (await admin.PatchAnswerAsync(
            Policy,
            """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":3}}"""
                + ""","systemCredentialPreferences":{"state":"disabled"}}""")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(
            (3, "disabled"),
            ((int)changed["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]!["snoozeDurationInDays"]!,
                (string)changed["systemCredentialPreferences"]!["state"]!));
        Assert.True((DateTimeOffset)changed["lastModifiedDateTime"]! > before);
        Assert.False(
            (bool)(await admin.GetAnswerAsync($"/beta/users/{Balas}/authentication/signInPreferences"))
                .Is(HttpStatusCode.OK).Json["isSystemPreferredAuthenticationMethodEnabled"]!);
    }

    [SkippableTheory, EachEngine]
    public async Task Configuration_IsChangedAndTakenBackToItsDefaults(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        foreach (var (id, change, property) in new[]
        {
            ("Fido2", """{"isSelfServiceRegistrationAllowed":false}""", "isSelfServiceRegistrationAllowed"),
            ("QRCodePin", """{"pinLength":12}""", "pinLength"),
            ("HardwareOath", """{"state":"enabled"}""", "state"),
        })
        {
            var fresh = (await admin.GetAnswerAsync($"{Configurations}/{id}")).Is(HttpStatusCode.OK);

            (await admin.PatchAnswerAsync($"{Configurations}/{id}", change)).Is(HttpStatusCode.NoContent);
            Assert.NotEqual(fresh.Json[property]!.ToString(), (await admin.GetAnswerAsync($"{Configurations}/{id}")).Json[property]!.ToString());

            (await admin.DeleteAnswerAsync($"{Configurations}/{id}")).Is(HttpStatusCode.NoContent);
            Assert.Equal(fresh.Text, (await admin.GetAnswerAsync($"{Configurations}/{id}")).Text);
        }
    }

    [SkippableTheory, EachEngine]
    public async Task External_IsCreatedUsedAndDeletedWithItsRegistrations(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var id = (string)(await admin.PostAnswerAsync(Configurations, Adatum)).Is(HttpStatusCode.Created).Json["id"]!;
        (await RegisterAsync(admin, id)).Is(HttpStatusCode.Created);

        (await admin.DeleteAnswerAsync($"{Configurations}/{id}")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await admin.GetAnswerAsync($"/v1.0/users/{Balas}/authentication/externalAuthenticationMethods")).Is(HttpStatusCode.OK).Value);
        (await RegisterAsync(admin, id)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [SkippableTheory, EachEngine]
    public async Task External_WhoseConfigurationGoesAtTheSameTime_LeavesNoRegistration(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        for (var i = 0; i < 5; i++)
        {
            var id = (string)(await admin.PostAnswerAsync(Configurations, Adatum)).Is(HttpStatusCode.Created).Json["id"]!;

            var answers = await Task.WhenAll(RegisterAsync(admin, id), admin.DeleteAnswerAsync($"{Configurations}/{id}"));

            answers[1].Is(HttpStatusCode.NoContent);
            Assert.True(answers[0].Status is HttpStatusCode.Created or HttpStatusCode.BadRequest, answers[0].Text);
            Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.Set<ExternalMethodRow>().AnyAsync(m => m.ConfigurationId == id)));
        }
    }

    [SkippableTheory, EachEngine]
    public async Task Strength_IsCreatedChangedAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var id = (string)(await admin.PostAnswerAsync(Strengths, """{"displayName":"Contoso","allowedCombinations":["fido2"]}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;

        (await admin.PatchAnswerAsync($"{Strengths}/{id}", """{"displayName":"Contoso II"}""")).Is(HttpStatusCode.NoContent);
        (await admin.PostAnswerAsync(
            $"{Strengths}/{id}/combinationConfigurations",
            """{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","appliesToCombinations":["fido2"]"""
                + ""","allowedAAGUIDs":["2fc0579f-8113-47ea-b116-bb5a8db9202a"]}""")).Is(HttpStatusCode.Created);
        Assert.Equal(
            ["fido2"],
            (await admin.PostAnswerAsync($"{Strengths}/{id}/updateAllowedCombinations", """{"allowedCombinations":["sms, password"]}"""))
                .Is(HttpStatusCode.OK).Json["previousCombinations"]!.AsArray().Select(c => (string?)c));

        var changed = (await admin.GetAnswerAsync($"{Strengths}/{id}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("Contoso II", "password,sms"), ((string)changed["displayName"]!, (string)changed["allowedCombinations"]![0]!));
        (await admin.DeleteAnswerAsync($"{Strengths}/{id}")).Is(HttpStatusCode.NoContent);
        (await admin.GetAnswerAsync($"{Strengths}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [SkippableTheory, EachEngine]
    public async Task Summaries_OfAPolicyForGroups_CountWhatTheDetailsSay(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var group = (string)(await admin.PostAnswerAsync(
            "/v1.0/groups",
            """{"displayName":"Pilots","mailEnabled":false,"mailNickname":"pilots","securityEnabled":true"""
                + $$""","members@odata.bind":["https://graph.microsoft.com/v1.0/users/{{Balas}}"]}""")).Is(HttpStatusCode.Created).Json["id"]!;
        foreach (var (user, app) in new[]
        {
            ("balas", """{"displayName":"One"}"""),
            ("balas", """{"displayName":"Two","device":{"displayName":"Two"}}"""),
            ("megan", """{"displayName":"One","device":{"displayName":"One"}}"""),
        })
        {
            (await admin.PostAnswerAsync($"/authmethods/users/{tenant.Name(user)}/authentication/microsoftAuthenticatorMethods", app))
                .Is(HttpStatusCode.Created);
        }

        (await admin.PatchAnswerAsync(
            $"{Configurations}/MicrosoftAuthenticator", $$"""{"includeTargets":[{"id":"{{group}}","authenticationMode":"deviceBasedPush"}]}"""))
            .Is(HttpStatusCode.NoContent);
        var all = (await admin.GetAnswerAsync($"{Reports}/userRegistrationDetails?$top=999")).Is(HttpStatusCode.OK).Value;

        var features = (await admin.GetAnswerAsync($"{Reports}/usersRegisteredByFeature"))
            .Is(HttpStatusCode.OK).Json["userRegistrationFeatureCounts"]!.AsArray().ToDictionary(c => (string)c!["feature"]!, c => (int)c!["userCount"]!);
        var methods = (await admin.GetAnswerAsync($"{Reports}/usersRegisteredByMethod")).Is(HttpStatusCode.OK).Json["userRegistrationMethodCounts"]!.AsArray();

        foreach (var (feature, flag) in new[]
        {
            ("ssprRegistered", "isSsprRegistered"), ("passwordlessCapable", "isPasswordlessCapable"), ("mfaCapable", "isMfaCapable"),
        })
        {
            Assert.Equal(all.Count(d => (bool)d![flag]!), features[feature]);
            Assert.Equal(
                features[feature],
                (await admin.GetAnswerAsync($"{Reports}/userRegistrationDetails?$top=999&$filter={flag} eq true")).Is(HttpStatusCode.OK).Value.Count);
        }

        Assert.All(methods.Where(c => (string?)c!["authenticationMethod"] != "password"), count => Assert.Equal(
            all.Count(d => d!["methodsRegistered"]!.AsArray().Any(m => (string?)m == (string?)count!["authenticationMethod"])), (int)count!["userCount"]!));
    }

    [SkippableTheory, EachEngine]
    public async Task ExpiredRows_AreRemoved(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await tenant.Server.ChangeAsync(tenant.Id, db =>
        {
            foreach (var hours in new[] { 1, 25 })
            {
                var created = tenant.Server.Clock.Now().AddHours(-hours);
                db.Add(new OperationRow
                {
                    TenantId = tenant.Id, UserId = Balas, Id = Guid.NewGuid(), CreatedDateTime = created, ResourceLocation = $"users/{Balas}",
                });
            }

            return Task.FromResult(true);
        });

        await tenant.Server.Services.GetRequiredService<ExpiredRows>().SweepAsync();

        Assert.Equal(1, await tenant.Server.QueryAsync(tenant.Id, db => db.Set<OperationRow>().CountAsync()));
    }

    private static Task<Answer> RegisterAsync(HttpClient admin, string configuration) =>
        admin.PostAnswerAsync(
            $"/v1.0/users/{Balas}/authentication/externalAuthenticationMethods", $$"""{"configurationId":"{{configuration}}","displayName":"Adatum"}""");
}
