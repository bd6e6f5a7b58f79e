using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features;

/// <summary>Sets the tenant's <c>Sms</c> configuration.</summary>
internal static class SmsPolicy
{
    /// <summary>Lets everybody, or the members of a group, sign in with an SMS; the members of <paramref name="except"/> may not.</summary>
    public static Task AllowSmsSignInAsync(this TestTenant tenant, Guid? group = null, Guid? except = null) => SetAsync(
        tenant,
        isEnabled: true,
        $$"""[{"targetType":"group","id":"{{group?.ToString() ?? "all_users"}}","isUsableForSignIn":true}]""",
        except is null ? "[]" : $$"""[{"targetType":"group","id":"{{except}}"}]""");

    /// <summary>SMS stays a second factor but no longer signs anybody in, as in a fresh tenant.</summary>
    public static Task ForbidSmsSignInAsync(this TestTenant tenant) =>
        SetAsync(tenant, isEnabled: true, """[{"targetType":"group","id":"all_users","isUsableForSignIn":false}]""", "[]");

    public static Task DisableSmsAsync(this TestTenant tenant) =>
        SetAsync(tenant, isEnabled: false, """[{"targetType":"group","id":"all_users","isUsableForSignIn":true}]""", "[]");

    public static Task<Guid> GroupAsync(this TestTenant tenant, Guid member, bool isOwner = false) => tenant.Server.ChangeAsync(tenant.Id, db =>
    {
        var group = Guid.NewGuid();
        db.Add(new GroupRow { TenantId = tenant.Id, Id = group, DisplayName = "Pilot" });
        db.Add(new GroupMemberRow { TenantId = tenant.Id, GroupId = group, MemberId = member, IsOwner = isOwner });
        return Task.FromResult(group);
    });

    private static Task SetAsync(TestTenant tenant, bool isEnabled, string include, string exclude) => tenant.Server.ChangeAsync(tenant.Id, async db =>
    {
        var sms = await db.MethodConfigurations.SingleAsync(c => c.Id == "Sms");
        (sms.IsEnabled, sms.IncludeTargets, sms.ExcludeTargets) = (isEnabled, include, exclude);
        var row = await db.Tenants.SingleAsync();
        row.PolicyStamp = Guid.NewGuid();
        return row.PolicyStamp;
    });
}
