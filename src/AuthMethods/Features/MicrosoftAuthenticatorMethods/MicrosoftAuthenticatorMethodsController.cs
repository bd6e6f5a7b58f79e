using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Microsoft Authenticator on phones. Users register it when they sign in; Graph reads and deletes it.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class MicrosoftAuthenticatorMethodsController(MicrosoftAuthenticatorMethodStore store) : GraphController
{
    private const string Segment = "microsoftAuthenticatorMethods";

    /// <summary>List microsoftAuthenticatorAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/microsoftauthenticatorauthenticationmethod-list</remarks>
    [HttpGet, Requires(MicrosoftAuthenticatorMethodKind.Read), Lists<MicrosoftAuthenticatorMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get microsoftAuthenticatorAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/microsoftauthenticatorauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(MicrosoftAuthenticatorMethodKind.Read), Answers<MicrosoftAuthenticatorMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Get the device of a microsoftAuthenticatorAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/microsoftauthenticatorauthenticationmethod</remarks>
    [HttpGet("{id}/device"), Requires(MicrosoftAuthenticatorMethodKind.Read), Answers<Device>]
    public async Task<IActionResult> GetDevice(TargetUser user, string id, GraphQuery query) =>
        Entity("devices", (await store.FindAsync(user, id))?.Device ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Delete microsoftAuthenticatorAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/microsoftauthenticatorauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(MicrosoftAuthenticatorMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    /// <summary>Register the app, as a user does on a phone</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/microsoftauthenticatorauthenticationmethod</remarks>
    [HttpPost("/" + Routes.OwnUser + Routes.Authentication + Segment), Requires(MicrosoftAuthenticatorMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<MicrosoftAuthenticatorMethod>("""{"displayName":"Balas's phone"}"""), Answers<MicrosoftAuthenticatorMethod>(201)]
    public async Task<IActionResult> Register(TargetUser user, GraphBody body)
    {
        var sent = body.Of<MicrosoftAuthenticatorMethod>(Version);
        var added = await store.AddAsync(user, new()
        {
            Id = Guid.NewGuid().ToString(),
            DisplayName = sent.ShortText("displayName") ?? throw GraphErrors.InvalidMethodValue("displayName"),
            DeviceTag = sent.ShortText("deviceTag") ?? MicrosoftAuthenticatorMethodStore.ActivatedTag,
            PhoneAppVersion = sent.ShortText("phoneAppVersion"),
            ClientAppName = sent.Member<ClientApp>("clientAppName") ?? ClientApp.MicrosoftAuthenticator,
            Device = Device.Read(sent)?.ToJson(),
        });
        var app = added.OrThrow();
        return Created(user.ContextOf(Segment), app, user.LocationOf(Segment, app.Id));
    }
}
