using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Methods;

/// <summary>What a user signs in to and under which name: a feature of the request while a page asks for a factor.</summary>
/// <param name="Application">The name of the application; null if it isn't known.</param>
/// <param name="UserName">The name as it was typed, whether a user has it or not.</param>
/// <param name="IsTenantKnown">The address of the page names the tenant.</param>
internal sealed record SignInContext(string? Application, string UserName, bool IsTenantKnown);

internal static class SignInTrail
{
    /// <summary>Who signs in, for the records of what a factor does.</summary>
    public static AuditTrail TrailOf(this HttpContext http, UserRow? user, TimeProvider time) =>
        new(time.Now(), Guid.NewGuid().ToString(), user?.Id, user?.UserPrincipalName, null, http.Connection.RemoteIpAddress?.ToString());
}
