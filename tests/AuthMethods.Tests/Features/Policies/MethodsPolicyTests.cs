using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Storage;
using AuthMethods.Tests.Repository;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Policies;

public sealed class MethodsPolicyTests() : AdminTests("auth.policy.admin")
{
    private const string Policy = "/v1.0/policies/authenticationMethodsPolicy";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // The sample tenant has one external method that is not among the defaults.
        (await _admin.DeleteAnswerAsync(
            "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/26310fee-860b-4eab-8749-ab730dcf335e"))
            .Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Get_OfATenantThatChangedNothing_IsTheDefaultWhole(string version)
    {
        var expected = RepositoryFiles.Text($"tests/AuthMethods.Tests/Features/Policies/policy-{version}.json")
            .Replace("{root}", "http://localhost", StringComparison.Ordinal);

        var answer = (await _admin.GetAnswerAsync($"/{version}/policies/authenticationMethodsPolicy")).Is(HttpStatusCode.OK);

        var policy = answer.Json.AsObject();
        Assert.True(policy.Remove("lastModifiedDateTime"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), policy), policy.ToJsonString(new() { WriteIndented = true }));
    }

    [Fact]
    public async Task Singleton_IsThePolicyUnderAnotherAddress()
    {
        Assert.Equal(
            (await _admin.GetAnswerAsync("/v1.0/policies/authenticationMethodsPolicy")).Is(HttpStatusCode.OK).Text,
            (await _admin.GetAnswerAsync("/v1.0/authenticationMethodsPolicy")).Is(HttpStatusCode.OK).Text);
        Assert.Equal(
            (await _admin.GetAnswerAsync("/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms")).Is(HttpStatusCode.OK).Text,
            (await _admin.GetAnswerAsync("/v1.0/authenticationMethodConfigurations('Sms')")).Is(HttpStatusCode.OK).Text);
        (await _admin.PatchAnswerAsync(
            "/v1.0/authenticationMethodsPolicy",
            """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":3} } }""")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("guest.inviter")).GetAnswerAsync("/v1.0/authenticationMethodsPolicy")).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    [Fact]
    public async Task Get_WithSelect_HasWhatWasAskedFor()
    {
        var policy = (await _admin.GetAnswerAsync($"{Policy}?$select=id,registrationEnforcement,reconfirmationInDays")).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.Equal(["@odata.context", "id", "registrationEnforcement", "reconfirmationInDays"], policy.Select(p => p.Key));
    }

    [Fact]
    public async Task Update_OfTheCampaign_AnswersThePolicyAndKeepsTheRest()
    {
        var answer = (await _admin.PatchAnswerAsync(Policy, """
            {"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":7,"state":"enabled",
             "includeTargets":[{"id":"3ee3a9de-0a86-4e12-a287-9769accf1ba2","targetType":"group","targetedAuthenticationMethod":"microsoftAuthenticator"}]}}}
            """)).Is(HttpStatusCode.OK);

        var campaign = answer.Json["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]!;
        Assert.Equal((7, "enabled", 0), ((int)campaign["snoozeDurationInDays"]!, (string)campaign["state"]!, campaign["excludeTargets"]!.AsArray().Count));
        Assert.Equal("3ee3a9de-0a86-4e12-a287-9769accf1ba2", (string)campaign["includeTargets"]![0]!["id"]!);
        Assert.Equal(10, answer.Json["authenticationMethodConfigurations"]!.AsArray().Count);

        (await _admin.PatchAnswerAsync(Policy, """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"state":"disabled"}}}"""))
            .Is(HttpStatusCode.OK);
        campaign = (await _admin.GetAnswerAsync(Policy)).Json["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]!;
        Assert.Equal((7, "disabled"), ((int)campaign["snoozeDurationInDays"]!, (string)campaign["state"]!));
    }

    [Fact]
    public async Task Update_WithBetasPropertiesOnV1_IsAcceptedAndShownOnBeta()
    {
        var v1 = (await _admin.PatchAnswerAsync(
            Policy,
            """{"systemCredentialPreferences":{"state":"enabled","excludeTargets":[{"id":"d1411007-6fcf-4b4c-8d70-1da1857ed33c","targetType":"group"}]}"""
                + ""","policyMigrationState":"migrationComplete"}""")).Is(HttpStatusCode.OK);

        Assert.Null(v1.Json["systemCredentialPreferences"]);
        Assert.Equal("migrationComplete", (string)v1.Json["policyMigrationState"]!);
        var beta = (await _admin.GetAnswerAsync("/beta/policies/authenticationMethodsPolicy")).Json;
        Assert.Equal("enabled", (string)beta["systemCredentialPreferences"]!["state"]!);
        Assert.Equal("all_users", (string)beta["systemCredentialPreferences"]!["includeTargets"]![0]!["id"]!);
    }

    [Fact]
    public async Task Update_OnV1_KeepsWhatOnlyBetaShows()
    {
        (await _admin.PatchAnswerAsync(
            "/beta/policies/authenticationMethodsPolicy",
            """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"enforceRegistrationAfterAllowedSnoozes":false}}}"""))
            .Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync(Policy, """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":0}}}"""))
            .Is(HttpStatusCode.OK);

        var beta = (await _admin.GetAnswerAsync(
            "/beta/policies/authenticationMethodsPolicy")).Json["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]!;

        Assert.False((bool)beta["enforceRegistrationAfterAllowedSnoozes"]!);
        Assert.Null((await _admin.GetAnswerAsync(
            Policy)).Json["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]!["enforceRegistrationAfterAllowedSnoozes"]);
    }

    [Fact]
    public async Task Update_WithThePolicyAsItWasRead_ButForItsConfigurations_ChangesNothing()
    {
        var read = (await _admin.GetAnswerAsync("/beta/policies/authenticationMethodsPolicy")).Json.AsObject();
        read.Remove("authenticationMethodConfigurations");

        (await _admin.PatchAnswerAsync("/beta/policies/authenticationMethodsPolicy", read.ToJsonString())).Is(HttpStatusCode.OK);

        var now = (await _admin.GetAnswerAsync("/beta/policies/authenticationMethodsPolicy")).Json.AsObject();
        foreach (var node in new[] { read, now }) node.Remove("lastModifiedDateTime");
        now.Remove("authenticationMethodConfigurations");
        Assert.True(JsonNode.DeepEquals(read, now));
    }

    [Theory]
    [InlineData("microsoftAuthenticator", null)]
    [InlineData("Fido2", null)]
    [InlineData("fido2", "FIDO2")]
    [InlineData("MICROSOFTAUTHENTICATOR", "microsoftAuthenticator")]
    public async Task Campaign_PromotesOneKindOfMethodInAnyCase(string method, string? second)
    {
        var answer = (await _admin.PatchAnswerAsync(Policy, Campaign(method, second ?? method))).Is(HttpStatusCode.OK);

        var targets = answer.Json["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]!["includeTargets"]!.AsArray();
        Assert.Equal([method, second ?? method], targets.Select(t => (string)t!["targetedAuthenticationMethod"]!));
    }

    [Theory]
    [InlineData("microsoftAuthenticator", "Fido2")]
    [InlineData("sms", "sms")]
    [InlineData("", "")]
    public async Task Campaign_OfOtherOrOfTwoKindsOfMethod_Answers400(string method, string second) => Assert.Equal(
        "Invalid value specified for property 'authenticationMethodsRegistrationCampaign'.",
        (await _admin.PatchAnswerAsync(Policy, Campaign(method, second))).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task PolicyMigrationState_IsNullInANewTenantAndByNull(string version)
    {
        var policy = $"/{version}/policies/authenticationMethodsPolicy";
        Assert.Null((await _admin.GetAnswerAsync(policy)).Json["policyMigrationState"]);

        Assert.Null((await _admin.PatchAnswerAsync(policy, """{"policyMigrationState":null}""")).Is(HttpStatusCode.OK).Json["policyMigrationState"]);
        (await _admin.PatchAnswerAsync(policy, """{"policyMigrationState":"migrationInProgress"}""")).Is(HttpStatusCode.OK);
        Assert.Null((await _admin.PatchAnswerAsync(policy, """{"policyMigrationState":null}""")).Is(HttpStatusCode.OK).Json["policyMigrationState"]);
    }

    [Fact]
    public async Task AuthenticatorPlatformSettings_AreOnBetaAlone()
    {
        const string beta = "/beta/policies/authenticationMethodsPolicy";
        const string settings = """
            {"enforceAppPIN":{"excludeTargets":[],"includeTargets":[{"id":"all_users","targetType":"group"}]}}
            """;
        Assert.Null((await _admin.GetAnswerAsync(beta)).Json["microsoftAuthenticatorPlatformSettings"]);

        var answer = (await _admin.PatchAnswerAsync(beta, $$"""{"microsoftAuthenticatorPlatformSettings":{{settings}}}""")).Is(HttpStatusCode.OK);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(settings), answer.Json["microsoftAuthenticatorPlatformSettings"]));
        Assert.False((await _admin.GetAnswerAsync(Policy)).Json.AsObject().ContainsKey("microsoftAuthenticatorPlatformSettings"));
        (await _admin.PatchAnswerAsync(beta, """{"microsoftAuthenticatorPlatformSettings":{"enforceAppPIN":{"includeTargets":[{"id":"some"}]}}}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task LastModifiedDateTime_MovesWithEveryChange()
    {
        var created = (DateTimeOffset)(await _admin.GetAnswerAsync(Policy)).Json["lastModifiedDateTime"]!;
        (await _admin.PatchAnswerAsync(Policy, """{"policyMigrationState":"preMigration"}""")).Is(HttpStatusCode.OK);
        var patched = (DateTimeOffset)(await _admin.GetAnswerAsync(Policy)).Json["lastModifiedDateTime"]!;
        (await _admin.DeleteAnswerAsync($"{Policy}/authenticationMethodConfigurations/Voice")).Is(HttpStatusCode.NoContent);
        var reset = (DateTimeOffset)(await _admin.GetAnswerAsync(Policy)).Json["lastModifiedDateTime"]!;

        Assert.True(created < patched && patched < reset, $"{created:O} {patched:O} {reset:O}");
    }

    [Theory]
    [InlineData("""{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":15}}}""", "badRequest")]
    [InlineData("""{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":"many"}}}""", "badRequest")]
    [InlineData("""{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"state":"paused"}}}""", "badRequest")]
    [InlineData(
        """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"includeTargets":["""
            + """{"id":"all_users","targetedAuthenticationMethod":"sms"}]}}}""",
        "badRequest")]
    [InlineData("""{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"includeTargets":[{"targetType":"group"}]}}}""", "badRequest")]
    [InlineData("""{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"includeTargets":[null]}}}""", "badRequest")]
    [InlineData("""{"registrationEnforcement":[]}""", "badRequest")]
    [InlineData("""{"registrationEnforcement":{"campaign":{}}}""", "BadRequest")]
    [InlineData("""{"reportSuspiciousActivitySettings":{"voiceReportingCode":10}}""", "badRequest")]
    [InlineData("""{"systemCredentialPreferences":{"includeTargets":[{"id":"d1411007-6fcf-4b4c-8d70-1da1857ed33c","targetType":"user"}]}}""", "badRequest")]
    [InlineData("""{"authenticationMethodConfigurations":[]}""", "badRequest")]
    [InlineData("""{"@odata.type":"#microsoft.graph.authenticationStrengthPolicy","policyMigrationState":"preMigration"}""", "badRequest")]
    [InlineData("""{"surprise":true}""", "BadRequest")]
    [InlineData("{}", "BadRequest")]
    public async Task Update_WithAnInvalidBody_Answers400AndChangesNothing(string body, string code)
    {
        var before = (await _admin.GetAnswerAsync(Policy)).Text;

        var refused = (await _admin.PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.BadRequest, code);
        Assert.Equal(code == "badRequest" ? refused.ErrorMessage : null, (string?)refused.Json["error"]!["innerError"]!["message"]);

        Assert.Equal(before, (await _admin.GetAnswerAsync(Policy)).Text);
    }

    private static string Campaign(string first, string second) => $$$"""
        {"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"includeTargets":[
          {"id":"all_users","targetType":"group","targetedAuthenticationMethod":"{{{first}}}"},
          {"id":"3ee3a9de-0a86-4e12-a287-9769accf1ba2","targetType":"group","targetedAuthenticationMethod":"{{{second}}}"} ] } } }
        """;

    [Fact]
    public async Task Change_IsAudited()
    {
        (await _admin.PatchAnswerAsync(Policy, """{"policyMigrationState":"preMigration"}""")).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync($"{Policy}/authenticationMethodConfigurations/voice", """{"state":"enabled"}""")).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"{Policy}/authenticationMethodConfigurations/voice")).Is(HttpStatusCode.NoContent);

        var records = await _tenant.Server.QueryAsync(_tenant.Id, db =>
            db.AuditRecords.Where(a => a.ActorUserId != null && !a.TargetName!.StartsWith("2631"))
                .OrderBy(a => a.ActivityDateTime).ThenBy(a => a.Id).ToListAsync());

        Assert.Equal(
            [
                ("Authentication Methods Policy Update", "Authentication Methods Policy"), ("Authentication Methods Policy Update", "Voice"),
                ("Authentication Methods Policy Reset", "Voice"),
            ],
            records.Select(r => (r.ActivityDisplayName, r.TargetName!)));
        Assert.All(records, r => Assert.Equal(
            (AuditActivity.AuthenticationMethods, AuditActivity.ApplicationManagement, "Policy"), (r.LoggedByService, r.Category, r.TargetType)));
    }

    [Theory]
    [InlineData("global.reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("auth.policy.admin", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("auth.admin", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("balas", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Role_DecidesWhoReadsAndWho_Writes(string alias, HttpStatusCode read, HttpStatusCode write)
    {
        var caller = await _tenant.AsAsync(alias);

        (await caller.GetAnswerAsync(Policy)).Is(read, read == HttpStatusCode.OK ? null : "accessDenied");
        (await caller.PatchAnswerAsync(Policy, """{"policyMigrationState":"preMigration"}""")).Is(write, write == HttpStatusCode.OK ? null : "accessDenied");
    }

    [Theory]
    [InlineData("Policy.Read.AuthenticationMethod", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("Policy.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("Policy.ReadWrite.AuthenticationMethod", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("UserAuthenticationMethod.ReadWrite.All", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Permission_DecidesForAnApplication(string permission, HttpStatusCode read, HttpStatusCode write)
    {
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync(Policy)).Is(read);
        (await app.PatchAnswerAsync(Policy, """{"policyMigrationState":"preMigration"}""")).Is(write);
    }
}
