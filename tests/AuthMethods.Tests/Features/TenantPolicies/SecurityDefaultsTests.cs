using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.TenantPolicies;

public sealed class SecurityDefaultsTests() : AdminTests("global.admin")
{
    private const string Policy = "/v1.0/policies/identitySecurityDefaultsEnforcementPolicy";

    [Fact]
    public async Task Get_AnswersTheFixedTextsAndWhetherTheyAreOn()
    {
        var policy = (await _admin.GetAnswerAsync(Policy)).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith("$metadata#policies/identitySecurityDefaultsEnforcementPolicy", (string)policy["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(("00000000-0000-0000-0000-000000000005", "Security Defaults", false),
            ((string?)policy["id"], (string?)policy["displayName"], (bool)policy["isEnabled"]!));
        Assert.StartsWith("Security defaults is a set of basic identity security mechanisms", (string?)policy["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enabled_AskAdministratorsForMultiFactorAuthenticationUntilTheyAreDisabled()
    {
        var helpdesk = await _tenant.AsAsync("helpdesk.admin");
        var mobile = $"/v1.0/users/{TheDirectory.Kim}/authentication/methods";
        var authAdmin = await _tenant.AsAsync("auth.admin");
        (await authAdmin.GetAnswerAsync(mobile)).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync(Policy, """{"isEnabled":true}""")).Is(HttpStatusCode.NoContent);

        Assert.Contains("security defaults", (await authAdmin.GetAnswerAsync(mobile)).Is(HttpStatusCode.Forbidden, "accessDenied").Reason, StringComparison.Ordinal);
        (await helpdesk.PostAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/revokeSignInSessions")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.WithMfaAsync("auth.admin")).GetAnswerAsync(mobile)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me/authentication/methods")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync()).GetAnswerAsync(mobile)).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync(Policy, """{"isEnabled":false}""")).Is(HttpStatusCode.Forbidden);

        var admin = await _tenant.WithMfaAsync("global.admin");
        Assert.True((bool)(await admin.GetAnswerAsync(Policy)).Json["isEnabled"]!);
        (await admin.PatchAnswerAsync(Policy, """{"isEnabled":false}""")).Is(HttpStatusCode.NoContent);
        (await authAdmin.GetAnswerAsync(mobile)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Update_WithTheWholePolicyAsItWasRead_ChangesWhatChanged()
    {
        var policy = (await _admin.GetAnswerAsync(Policy)).Json;
        policy["isEnabled"] = true;
        policy["displayName"] = "Ours";

        (await _admin.PatchAnswerAsync(Policy, policy.ToJsonString())).Is(HttpStatusCode.NoContent);

        var read = (await (await _tenant.WithMfaAsync("global.admin")).GetAnswerAsync(Policy)).Json;
        Assert.Equal((true, "Security Defaults"), ((bool)read["isEnabled"]!, (string?)read["displayName"]));
    }

    [Fact]
    public async Task Update_TakesPolicyReadAllToo()
    {
        const string body = """{"isEnabled":true}""";

        (await (await _tenant.AsAppAsync("Policy.ReadWrite.SecurityDefaults")).PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("Policy.Read.All")).PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("Policy.ReadWrite.SecurityDefaults", "Policy.Read.All")).PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("security.reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("global.reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("user.admin", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("global.admin", HttpStatusCode.OK, HttpStatusCode.NoContent)]
    public async Task Role_DecidesWhoReadsAndWrites(string alias, HttpStatusCode read, HttpStatusCode write)
    {
        var caller = await _tenant.AsAsync(alias);

        (await caller.GetAnswerAsync(Policy)).Is(read);
        (await caller.PatchAnswerAsync(Policy, """{"isEnabled":true}""")).Is(write);
    }
}
