using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Server;

internal static class SmsSignIn
{
    /// <summary>Lets every user of the tenant sign in with an SMS.</summary>
    public static Task AllowAsync(TestTenant tenant) => tenant.Server.ChangeAsync(tenant.Id, async db =>
    {
        await db.MethodConfigurations.ExecuteUpdateAsync(c => c.SetProperty(x => x.IncludeTargets, """[{"id":"all_users","isUsableForSignIn":true}]"""));
        return await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, Guid.NewGuid()));
    });
}
