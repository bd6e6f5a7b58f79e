using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Microsoft Authenticator as a passwordless method. Deprecated in Graph and only on beta.</summary>
[Route(Routes.Beta + "/users/{user}" + Routes.Authentication + Segment), Route(Routes.Beta + "/me" + Routes.Authentication + Segment)]
internal sealed class PasswordlessMicrosoftAuthenticatorMethodsController(MicrosoftAuthenticatorMethodStore store) : GraphController
{
    private const string Segment = "passwordlessMicrosoftAuthenticatorMethods";

    /// <summary>List passwordlessMicrosoftAuthenticatorAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/passwordlessmicrosoftauthenticatorauthenticationmethod-list?view=graph-rest-beta</remarks>
    [HttpGet, Requires(MicrosoftAuthenticatorMethodKind.Read), Lists<PasswordlessMicrosoftAuthenticatorMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) =>
        Collection(user.ContextOf(Segment), await store.ListPasswordlessAsync(user), query);

    /// <summary>Get passwordlessMicrosoftAuthenticatorAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/passwordlessmicrosoftauthenticatorauthenticationmethod-get?view=graph-rest-beta</remarks>
    [HttpGet("{id}"), Requires(MicrosoftAuthenticatorMethodKind.Read), Answers<PasswordlessMicrosoftAuthenticatorMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindPasswordlessAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Get the device of a passwordlessMicrosoftAuthenticatorAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/passwordlessmicrosoftauthenticatorauthenticationmethod?view=graph-rest-beta</remarks>
    [HttpGet("{id}/device"), Requires(MicrosoftAuthenticatorMethodKind.Read), Answers<Device>]
    public async Task<IActionResult> GetDevice(TargetUser user, string id, GraphQuery query) =>
        Entity("devices", (await store.FindPasswordlessAsync(user, id))?.Device ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Delete passwordlessMicrosoftAuthenticatorAuthenticationMethod</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/passwordlessmicrosoftauthenticatorauthenticationmethod-delete?view=graph-rest-beta The app
    /// remains a second factor.
    /// </remarks>
    [HttpDelete("{id}"), Requires(MicrosoftAuthenticatorMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeletePasswordlessAsync(user, id));
}
