using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features;

internal static class PerUserMfa
{
    /// <summary>Sets a user's per-user multi-factor authentication as an administrator does.</summary>
    public static async Task SetPerUserMfaAsync(this TestTenant tenant, string alias, string state)
    {
        var admin = await tenant.WithMfaAsync("global.admin");
        (await admin.PatchAnswerAsync($"/beta/users/{tenant.Name(alias)}/authentication/requirements", $$"""{"perUserMfaState":"{{state}}"}"""))
            .Is(HttpStatusCode.NoContent);
    }
}
