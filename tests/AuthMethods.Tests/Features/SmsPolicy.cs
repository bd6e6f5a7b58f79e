using System.Net;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features;

/// <summary>Sets the tenant's <c>Sms</c> configuration as an administrator.</summary>
internal static class SmsPolicy
{
    /// <summary>Lets everyone, or the members of a group, sign in with an SMS, except the members of <paramref name="except"/>.</summary>
    public static Task AllowSmsSignInAsync(this TestTenant tenant, Guid? group = null, Guid? except = null) => SetAsync(
        tenant,
        "enabled",
        $$"""[{"targetType":"group","id":"{{group?.ToString() ?? "all_users"}}","isUsableForSignIn":true}]""",
        except is null ? "[]" : $$"""[{"targetType":"group","id":"{{except}}"}]""");

    /// <summary>SMS remains a second factor but is no longer a way to sign in, as in a new tenant.</summary>
    public static Task ForbidSmsSignInAsync(this TestTenant tenant) =>
        SetAsync(tenant, "enabled", """[{"targetType":"group","id":"all_users","isUsableForSignIn":false}]""", "[]");

    public static Task DisableSmsAsync(this TestTenant tenant) =>
        SetAsync(tenant, "disabled", """[{"targetType":"group","id":"all_users","isUsableForSignIn":true}]""", "[]");

    public static Task<Guid> GroupAsync(this TestTenant tenant, Guid member, bool isOwner = false) => tenant.Server.ChangeAsync(tenant.Id, db =>
    {
        var group = Guid.NewGuid();
        db.Add(new GroupRow { TenantId = tenant.Id, Id = group, DisplayName = "Pilot" });
        db.Add(new GroupMemberRow { TenantId = tenant.Id, GroupId = group, MemberId = member, IsOwner = isOwner });
        return Task.FromResult(group);
    });

    private static async Task SetAsync(TestTenant tenant, string state, string include, string exclude)
    {
        using var admin = await tenant.AsAsync("auth.policy.admin");
        (await admin.PatchAnswerAsync(
            "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms",
            $$"""{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"{{state}}","includeTargets":"""
                + $$"""{{include}},"excludeTargets":{{exclude}}}"""))
            .Is(HttpStatusCode.NoContent);
    }
}
