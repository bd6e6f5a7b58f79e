using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Access;

/// <summary>
/// An owner of a role-assignable group can make anybody an administrator, and one of an application can act as it, so the rule of
/// administrators for MFA applies to them.
/// </summary>
public sealed class OwnersMfaTests(OwnersMfaTests.StrictServer strict)
    : TenantTests, IClassFixture<OwnersMfaTests.StrictServer>
{
    private const string Group = "/v1.0/groups/" + TheDirectory.HelpdeskTeam;

    public static TheoryData<string, string, string?> Changes => new()
    {
        { "POST", "/members/$ref", TheDirectory.Reference(TheDirectory.Kim) },
        { "POST", "/owners/$ref", TheDirectory.Reference(TheDirectory.Adele) },
        { "PATCH", "", $$"""{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/{{TheDirectory.Kim}}"]}""" },
        { "PATCH", "", """{"description":"Changed"}""" },
        { "DELETE", $"/members/{TheDirectory.GroupMember}/$ref", null },
        { "DELETE", "", null },
    };

    protected override Task<TestTenant> NewTenantAsync() => strict.Server.TenantAsync();

    [Theory, MemberData(nameof(Changes))]
    public async Task EveryChangeByAnOwner_NeedsMfa(string verb, string path, string? body)
    {
        await OwnAsync(TheDirectory.HelpdeskTeam);

        var refused = await (await _tenant.AsAsync("kim")).AnswerAsync(new(verb), Group + path, body);
        Assert.StartsWith("MfaMissing: Policy:RequireMfa", refused.Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied").Reason, StringComparison.Ordinal);
        (await (await _tenant.WithMfaAsync("kim")).AnswerAsync(new(verb), Group + path, body)).Is(HttpStatusCode.NoContent);
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task SecurityDefaults_AskOwnersToo(string verb, string path, string? body)
    {
        var tenant = _tenant = await SharedServer.TenantAsync();
        await OwnAsync(TheDirectory.HelpdeskTeam);
        (await (await tenant.WithMfaAsync("global.admin"))
            .PatchAnswerAsync("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy", """{"isEnabled":true}""")).Is(HttpStatusCode.NoContent);

        (await (await tenant.AsAsync("kim")).AnswerAsync(new(verb), Group + path, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await tenant.WithMfaAsync("kim")).AnswerAsync(new(verb), Group + path, body)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task AnOwnerOfAnotherGroup_NeedsNone()
    {
        var group = await (await _tenant.AsAsync("kim")).CreateGroupAsync("Chess");

        (await (await _tenant.AsAsync("kim")).AddAsync($"groups/{group}/members", TheDirectory.Adele)).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("POST", "applications", "/addPassword", """{"passwordCredential":{"displayName":"mine"}}""")]
    [InlineData("PATCH", "applications", "", """{"notes":"mine"}""")]
    [InlineData("POST", "applications", "/owners/$ref", "")]
    [InlineData("POST", "servicePrincipals", "/addPassword", """{"passwordCredential":{"displayName":"mine"}}""")]
    [InlineData("PATCH", "servicePrincipals", "", """{"notes":"mine"}""")]
    public async Task AnOwnerOfAnApplicationWithPermissions_NeedsMfa_AndOfOneWithoutNone(string verb, string collection, string path, string sent)
    {
        var body = sent.Length == 0 ? TheDirectory.Reference(TheDirectory.Adele) : sent;
        var privileged = $"/v1.0/{collection}(appId='{SampleTenant.Provisioning}')";
        var admin = await _tenant.WithMfaAsync("global.admin");
        (await admin.PostAnswerAsync($"{privileged}/owners/$ref", TheDirectory.Reference(TheDirectory.Kim))).Is(HttpStatusCode.NoContent);
        var own = (string)(await admin.PostAnswerAsync("/v1.0/applications", """{"displayName":"Own"}""")).Is(HttpStatusCode.Created).Json["appId"]!;
        (await admin.PostAnswerAsync("/v1.0/servicePrincipals", $$"""{"appId":"{{own}}"}""")).Is(HttpStatusCode.Created);
        var plain = $"/v1.0/{collection}(appId='{own}')";
        (await admin.PostAnswerAsync($"{plain}/owners/$ref", TheDirectory.Reference(TheDirectory.Kim))).Is(HttpStatusCode.NoContent);
        var (kim, kimWithMfa) = (await _tenant.AsAsync("kim"), await _tenant.WithMfaAsync("kim"));

        var refused = (await kim.AnswerAsync(new(verb), privileged + path, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        Assert.StartsWith("MfaMissing: ", refused.Reason, StringComparison.Ordinal);
        (await kim.GetAnswerAsync(privileged)).Is(HttpStatusCode.OK);
        Assert.True((await kimWithMfa.AnswerAsync(new(verb), privileged + path, body)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent);
        Assert.True((await kim.AnswerAsync(new(verb), plain + path, body)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent);
    }

    private async Task OwnAsync(string group) =>
        (await (await _tenant.WithMfaAsync("global.admin")).AddAsync($"groups/{group}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

    public sealed class StrictServer : ServerFixture
    {
        protected override Task<TestServer> StartAsync() => TestServer.StartAsync([new("Policy:RequireMfaForAdministrators", "true")], clock: Clock);
    }
}
