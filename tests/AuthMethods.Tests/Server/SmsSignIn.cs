using System.Net;

namespace AuthMethods.Tests.Server;

internal static class SmsSignIn
{
    /// <summary>Allows SMS sign-in for every user of the tenant.</summary>
    public static async Task AllowAsync(TestTenant tenant)
    {
        using var admin = await tenant.AsAsync("auth.policy.admin");
        (await admin.PatchAnswerAsync(
            "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms",
            """{"includeTargets":[{"targetType":"group","id":"all_users","isUsableForSignIn":true}]}""")).Is(HttpStatusCode.NoContent);
    }
}
