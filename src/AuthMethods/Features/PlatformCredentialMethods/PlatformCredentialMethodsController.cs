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

namespace AuthMethods.Features.PlatformCredentialMethods;

/// <summary>Platform credentials, such as keys in the Secure Enclave of a Mac. The device registers them; Graph reads and deletes them.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class PlatformCredentialMethodsController(PlatformCredentialMethodStore store) : GraphController
{
    private const string Segment = "platformCredentialMethods";

    /// <summary>List platformCredentialAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/platformcredentialauthenticationmethod-list</remarks>
    [HttpGet, Requires(PlatformCredentialMethodKind.Read), Lists<PlatformCredentialMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get platformCredentialAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/platformcredentialauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(PlatformCredentialMethodKind.Read), Answers<PlatformCredentialMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Get the device of a platformCredentialAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/platformcredentialauthenticationmethod</remarks>
    [HttpGet("{id}/device"), Requires(PlatformCredentialMethodKind.Read), Answers<Device>]
    public async Task<IActionResult> GetDevice(TargetUser user, string id, GraphQuery query) =>
        Entity("devices", (await store.FindAsync(user, id))?.Device ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Delete platformCredentialAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/platformcredentialauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(PlatformCredentialMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    /// <summary>Register a key, as a device does</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/platformcredentialauthenticationmethod</remarks>
    [HttpPost("/" + Routes.OwnUser + Routes.Authentication + Segment), Requires(PlatformCredentialMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<PlatformCredentialMethod>("""{"displayName":"Balas's MacBook"}"""), Answers<PlatformCredentialMethod>(201)]
    public async Task<IActionResult> Register(TargetUser user, GraphBody body)
    {
        var sent = body.Of<PlatformCredentialMethod>(Version);
        var name = sent.ShortText("displayName") ?? throw GraphErrors.InvalidMethodValue("displayName");
        var strength = sent.Member<KeyStrength>("keyStrength", () => GraphErrors.InvalidMethodValue("keyStrength")) ?? KeyStrength.Normal;
        var platform = sent.Member<DevicePlatform>("platform", () => GraphErrors.InvalidMethodValue("platform")) ?? DevicePlatform.Unknown;
        var key = (await store.AddAsync(user, name, strength, platform, Device.Read(sent))).OrThrow();
        return Created(user.ContextOf(Segment), key, user.LocationOf(Segment, key.Id));
    }
}
