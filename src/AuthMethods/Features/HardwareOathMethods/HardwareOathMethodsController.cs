using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>A user's hardware OATH tokens, on beta. A token is assigned from the inventory and activated with a code.</summary>
[Route(Routes.Beta + "/users/{user}" + Routes.Authentication + Segment), Route(Routes.Beta + "/me" + Routes.Authentication + Segment)]
internal sealed class HardwareOathMethodsController(HardwareOathMethodStore store) : GraphController
{
    private const string Segment = "hardwareOathMethods";

    /// <summary>List hardwareOathMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-hardwareoathmethods?view=graph-rest-beta</remarks>
    [HttpGet, Requires(HardwareOathMethodKind.Read), Lists<HardwareOathMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get hardwareOathAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathauthenticationmethod-get?view=graph-rest-beta</remarks>
    [HttpGet("{id}"), Requires(HardwareOathMethodKind.Read), Answers<HardwareOathMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Get the device of a hardwareOathAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/hardwareoathtokenauthenticationmethoddevice?view=graph-rest-beta</remarks>
    [HttpGet("{id}/device"), Requires(HardwareOathMethodKind.Read), Answers<HardwareOathDevice>]
    public async Task<IActionResult> GetDevice(TargetUser user, string id, GraphQuery query)
    {
        var method = await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound();
        return Entity($"{user.ContextOf(Segment)}('{method.Id}')/device", method.Device ?? throw GraphErrors.MethodNotFound(), query);
    }

    /// <summary>Create hardwareOathAuthenticationMethod: assign a token</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-post-hardwareoathmethods?view=graph-rest-beta</remarks>
    [HttpPost, Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<HardwareOathMethod>("""{"device":{"id":"9b037532-f999-1ed9-13fd-849ffb995e12"}}"""), Answers<HardwareOathMethod>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var device = ReadDevice(body.Of<HardwareOathMethod>(Version));
        (await store.AssignAsync(user, device)).OrThrow();
        var method = (await store.FindAsync(user, device.ToString()))!;
        return Created(user.ContextOf(Segment), method, user.LocationOf(Segment, method.Id));
    }

    /// <summary>hardwareOathAuthenticationMethod: assignAndActivate</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathauthenticationmethod-assignandactivate?view=graph-rest-beta</remarks>
    [Parameter<HardwareOathDevice>("device")]
    [HttpPost("assignAndActivate"), Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Write)]
    [Takes(
        """{"device":{"id":"9b037532-f999-1ed9-13fd-849ffb995e12"},"verificationCode":"588651","displayName":"Balas's token"}""",
        Optional = "displayName"), Answers(204)]
    public async Task<IActionResult> AssignAndActivate(TargetUser user, GraphBody body)
    {
        var sent = body.Parameters();
        return Done(await store.AssignAndActivateAsync(user, ReadDevice(sent), null, Required(sent, "verificationCode"), sent.ShortText("displayName")));
    }

    /// <summary>hardwareOathAuthenticationMethod: assignAndActivateBySerialNumber</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathauthenticationmethod-assignandactivatebyserialnumber?view=graph-rest-beta</remarks>
    [HttpPost("assignAndActivateBySerialNumber"), Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Write)]
    [Takes("""{"serialNumber":"TOTP000002","verificationCode":"588651","displayName":"Balas's token"}""", Optional = "displayName"), Answers(204)]
    public async Task<IActionResult> AssignAndActivateBySerialNumber(TargetUser user, GraphBody body)
    {
        var sent = body.Parameters();
        return Done(await store.AssignAndActivateAsync(
            user, null, Required(sent, "serialNumber"), Required(sent, "verificationCode"), sent.ShortText("displayName")));
    }

    /// <summary>hardwareOathAuthenticationMethod: activate</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathauthenticationmethod-activate?view=graph-rest-beta</remarks>
    [HttpPost("{id}/activate"), Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Change)]
    [Takes("""{"verificationCode":"588651","displayName":"Adele's token"}""", Optional = "displayName"), Answers(204)]
    public async Task<IActionResult> Activate(TargetUser user, string id, GraphBody body)
    {
        var sent = body.Parameters();
        return Done(await store.ActivateAsync(user, id, Required(sent, "verificationCode"), sent.ShortText("displayName")));
    }

    /// <summary>hardwareOathAuthenticationMethod: deactivate</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/hardwareoathauthenticationmethod-deactivate?view=graph-rest-beta Without an id, all tokens
    /// of the user are deactivated.
    /// </remarks>
    [HttpPost("{id}/deactivate"), HttpPost("deactivate"), Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Deactivate(TargetUser user, string? id) => Done(await store.DeactivateAsync(user, id));

    /// <summary>Assign a token by reference</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/authentication-post-hardwareoathmethods?view=graph-rest-beta The reference must be to the
    /// user in the path.
    /// </remarks>
    [HttpPut("{id}/device/assignTo/$ref"), Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Write)]
    [Takes("""{"@odata.id":"https://graph.microsoft.com/beta/users/00000000-0000-4000-8000-000000000023"}"""), Answers(204)]
    public async Task<IActionResult> AssignByReference(TargetUser user, string id, GraphBody body)
    {
        var named = Uri.UnescapeDataString(Required(body.Parameters(), "@odata.id").TrimEnd('/').Split('/')[^1]);
        if (UserKey.Parse(named)?.IsOf(user.Id, user.Account.UserPrincipalName) != true) throw GraphErrors.InvalidMethodValue("@odata.id");
        if (await store.FindAsync(user, id) is not null) return NoContent();
        return Done(await store.AssignAsync(user, GuidKey.TryParse(id, out var device) ? device : throw GraphErrors.MethodNotFound()));
    }

    /// <summary>Delete hardwareOathAuthenticationMethod: the token returns to the inventory</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathauthenticationmethod-delete?view=graph-rest-beta</remarks>
    [HttpDelete("{id}"), Requires(HardwareOathMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.UnassignAsync(user, id));

    private static Guid ReadDevice(GraphBody.Sent sent) =>
        GuidKey.TryParse(sent.Complex("device")?.Text("id"), out var id) ? id : throw GraphErrors.InvalidMethodValue("device");

    private static string Required(GraphBody.Sent sent, string name) =>
        sent.Text(name) is { Length: > 0 } text ? text : throw GraphErrors.InvalidMethodValue(name);
}
