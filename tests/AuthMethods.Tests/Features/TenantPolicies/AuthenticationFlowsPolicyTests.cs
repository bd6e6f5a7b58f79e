using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.TenantPolicies;

public sealed class AuthenticationFlowsPolicyTests() : AdminTests("global.admin")
{
    private const string Policy = "/v1.0/policies/authenticationFlowsPolicy";

    [Fact]
    public async Task Policy_IsReadChangedAndSentBackWhole()
    {
        var policy = (await _admin.GetAnswerAsync(Policy)).Is(HttpStatusCode.OK).Json;
        Assert.EndsWith("$metadata#policies/authenticationFlowsPolicy/$entity", (string)policy["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(("authenticationFlowsPolicy", "Authentication flows policy", """{"isEnabled":false}"""),
            ((string?)policy["id"], (string?)policy["displayName"], policy["selfServiceSignUp"]!.ToJsonString()));

        policy["selfServiceSignUp"]!["isEnabled"] = true;
        (await _admin.PatchAnswerAsync(Policy, policy.ToJsonString())).Is(HttpStatusCode.NoContent);

        Assert.True((bool)(await _admin.GetAnswerAsync(Policy.Replace("v1.0", "beta", StringComparison.Ordinal))).Json["selfServiceSignUp"]!["isEnabled"]!);
        (await _admin.PatchAnswerAsync(Policy, """{"selfServiceSignUp":7}""")).Is(HttpStatusCode.BadRequest);
        (await _admin.PatchAnswerAsync(Policy, """{"other":7}""")).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ExternalIdUserFlowAdministrators_ReadAndWriteIt()
    {
        (await _admin.AssignAsync("6e591065-9bad-43ed-90f3-e9424366d2f0", TheDirectory.Kim)).Is(HttpStatusCode.Created);
        const string body = """{"selfServiceSignUp":{"isEnabled":true}}""";

        var kim = await _tenant.AsAsync("kim");
        (await kim.GetAnswerAsync(Policy)).Is(HttpStatusCode.OK);
        (await kim.PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.NoContent);
        (await (await _tenant.AsAsync("global.reader")).PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("Policy.Read.All")).PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("Policy.ReadWrite.AuthenticationFlows")).PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.NoContent);
    }
}
