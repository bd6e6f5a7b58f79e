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

namespace AuthMethods.Features.ResourceAccountKeyMethods;

/// <summary>Keys with which shared devices, such as those of meeting rooms, sign in. The device registers them; Graph reads and deletes them.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class ResourceAccountKeyMethodsController(ResourceAccountKeyMethodStore store) : GraphController
{
    private const string Segment = "resourceAccountKeyAuthenticationMethods";

    /// <summary>List resourceAccountKeyAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-resourceaccountkeyauthenticationmethods?view=graph-rest-beta</remarks>
    [HttpGet, Requires(ResourceAccountKeyMethodKind.Read), Lists<ResourceAccountKeyMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query)
    {
        var type = WireType.Of<ResourceAccountKeyMethod>(Version);
        return Collection(user.ContextOf(Segment), await store.ListAsync(user), query, query.Expand(type));
    }

    /// <summary>Get resourceAccountKeyAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resourceaccountkeyauthenticationmethod-get?view=graph-rest-beta</remarks>
    [HttpGet("{id}"), Requires(ResourceAccountKeyMethodKind.Read), Answers<ResourceAccountKeyMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Get the device of a resourceAccountKeyAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/resourceaccountkeyauthenticationmethod?view=graph-rest-beta</remarks>
    [HttpGet("{id}/device"), Requires(ResourceAccountKeyMethodKind.Read), Answers<Device>]
    public async Task<IActionResult> GetDevice(TargetUser user, string id, GraphQuery query) =>
        Entity("devices", (await store.FindAsync(user, id))?.Device ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Delete resourceAccountKeyAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resourceaccountkeyauthenticationmethod-delete?view=graph-rest-beta</remarks>
    [HttpDelete("{id}"), Requires(ResourceAccountKeyMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    /// <summary>Register a key, as a shared device does</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/resourceaccountkeyauthenticationmethod?view=graph-rest-beta</remarks>
    [HttpPost("/" + Routes.OwnUser + Routes.Authentication + Segment), Requires(ResourceAccountKeyMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<ResourceAccountKeyMethod>("""{"displayName":"Conference Room MTR-W"}"""), Answers<ResourceAccountKeyMethod>(201)]
    public async Task<IActionResult> Register(TargetUser user, GraphBody body)
    {
        var sent = body.Of<ResourceAccountKeyMethod>(Version);
        var name = sent.ShortText("displayName") ?? throw GraphErrors.InvalidMethodValue("displayName");
        var key = (await store.AddAsync(user, name, Device.Read(sent))).OrThrow();
        return Created(user.ContextOf(Segment), key, user.LocationOf(Segment, key.Id));
    }
}
