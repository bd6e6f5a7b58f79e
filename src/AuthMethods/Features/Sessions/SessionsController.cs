using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Sessions;

/// <summary>Ends the sessions of a user.</summary>
internal sealed class SessionsController(SessionStore store) : GraphController
{
    /// <summary>user: revokeSignInSessions</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-revokesigninsessions</remarks>
    [HttpPost(Routes.User + "/revokeSignInSessions"), HttpPost(Routes.Me + "/revokeSignInSessions"), Requires(Permission.SessionsRevoke), Answers<bool>]
    public Task<IActionResult> Revoke(TargetUser user, GraphBody body) => EndAsync(user);

    /// <summary>user: invalidateAllRefreshTokens</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-invalidateallrefreshtokens</remarks>
    [HttpPost(Routes.Beta + "/users/{user}/invalidateAllRefreshTokens"), HttpPost(Routes.Beta + "/me/invalidateAllRefreshTokens")]
    [Requires(Permission.RefreshTokensInvalidate), Answers<bool>]
    public Task<IActionResult> Invalidate(TargetUser user, GraphBody body) => EndAsync(user);

    private async Task<IActionResult> EndAsync(TargetUser user)
    {
        (await store.EndAsync(user)).OrThrow();
        return new GraphResult { ODataContext = "Edm.Boolean", Value = true };
    }
}
