using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.MultiFactor;

/// <summary>The actions of the admin center on a user's multi-factor authentication that Graph does not have.</summary>
internal sealed class MultiFactorController(MultiFactorStore store) : GraphController
{
    private const string Segment = "/multiFactor";

    /// <summary>Get the state of multi-factor authentication</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userdevicesettings</remarks>
    [HttpGet(Routes.OwnUser + Segment), HttpGet(Routes.OwnMe + Segment), Requires(Permission.MethodsRead), Answers<MultiFactorState>]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query) =>
        Entity(NoContext, await store.ReadAsync(user) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>
    /// Require re-registration: removes phones, Authenticator and software tokens, deactivates hardware tokens, and has the user register
    /// again at the next sign-in
    /// </summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userdevicesettings</remarks>
    [OnPages]
    [HttpPost(Routes.OwnUser + Segment + "/requireReregistration"), Requires(Permission.MultiFactorReset, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> RequireReregistration(TargetUser user) => Done(await store.RequireReregistrationAsync(user));

    /// <summary>Revoke sessions: multi-factor authentication that clients remember no longer counts</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userdevicesettings</remarks>
    [OnPages]
    [HttpPost(Routes.OwnUser + Segment + "/revokeSessions"), Requires(Permission.MultiFactorReset), Answers(204)]
    public async Task<IActionResult> RevokeSessions(TargetUser user) => Done(await store.RevokeSessionsAsync(user));
}
