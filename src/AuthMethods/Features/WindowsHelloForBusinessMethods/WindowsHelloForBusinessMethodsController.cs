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

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

/// <summary>Windows Hello for Business keys. Windows registers them; Graph reads and deletes them.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class WindowsHelloForBusinessMethodsController(WindowsHelloForBusinessMethodStore store) : GraphController
{
    private const string Segment = "windowsHelloForBusinessMethods";

    /// <summary>List windowsHelloForBusinessAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/windowshelloforbusinessauthenticationmethod-list</remarks>
    [HttpGet, Requires(WindowsHelloForBusinessMethodKind.Read), Lists<WindowsHelloForBusinessMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get windowsHelloForBusinessAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/windowshelloforbusinessauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(WindowsHelloForBusinessMethodKind.Read), Answers<WindowsHelloForBusinessMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Get the device of a windowsHelloForBusinessAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/windowshelloforbusinessauthenticationmethod</remarks>
    [HttpGet("{id}/device"), Requires(WindowsHelloForBusinessMethodKind.Read), Answers<Device>]
    public async Task<IActionResult> GetDevice(TargetUser user, string id, GraphQuery query) =>
        Entity("devices", (await store.FindAsync(user, id))?.Device ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Delete windowsHelloForBusinessAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/windowshelloforbusinessauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(WindowsHelloForBusinessMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    /// <summary>Register a key, as Windows does on a device</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/windowshelloforbusinessauthenticationmethod</remarks>
    [HttpPost("/" + Routes.OwnUser + Routes.Authentication + Segment), Requires(WindowsHelloForBusinessMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<WindowsHelloForBusinessMethod>("""{"displayName":"Balas's Surface"}"""), Answers<WindowsHelloForBusinessMethod>(201)]
    public async Task<IActionResult> Register(TargetUser user, GraphBody body)
    {
        var sent = body.Of<WindowsHelloForBusinessMethod>(Version);
        var name = sent.ShortText("displayName") ?? throw GraphErrors.InvalidMethodValue("displayName");
        var strength = sent.Member<KeyStrength>("keyStrength", () => GraphErrors.InvalidMethodValue("keyStrength")) ?? KeyStrength.Normal;
        var key = (await store.AddAsync(user, name, strength, Device.Read(sent))).OrThrow();
        return Created(user.ContextOf(Segment), key, user.LocationOf(Segment, key.Id));
    }
}
