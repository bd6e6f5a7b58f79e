using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Devices;

/// <summary>The devices of a user: those that the user's authentication methods are bound to.</summary>
[Route(Routes.User), Route(Routes.Me)]
internal sealed class UserDevicesController(UserDeviceStore store) : GraphController
{
    /// <summary>List ownedDevices</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-owneddevices</remarks>
    [HttpGet("ownedDevices"), Requires(Permission.UserLinksRead), Lists<Device>(Context = "directoryObjects")]
    public Task<IActionResult> ListOwned(TargetUser user, GraphQuery query) => ListAsync(user, query);

    /// <summary>List registeredDevices</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-registereddevices</remarks>
    [HttpGet("registeredDevices"), Requires(Permission.UserLinksRead), Lists<Device>(Context = "directoryObjects")]
    public Task<IActionResult> ListRegistered(TargetUser user, GraphQuery query) => ListAsync(user, query);

    private async Task<IActionResult> ListAsync(TargetUser user, GraphQuery query)
    {
        var type = WireType.Of<Device>(Version);
        query.RefuseExpand(type);
        var (kept, count) = query.Apply(await store.ListAsync(user), type);
        return new GraphResult
        {
            ODataContext = "directoryObjects",
            Items = kept,
            IsCollection = true,
            IsPolymorphic = true,
            Selection = query.Select(type),
            Count = count,
        };
    }
}
