using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The inventory of hardware OATH tokens, on beta.</summary>
[Route(Routes.Beta + "/" + Context)]
internal sealed class HardwareOathDevicesController(
    HardwareOathDeviceStore store, TargetUser.Finder users, DirectoryObjectStore objects) : GraphController
{
    private const string Context = "directory/authenticationMethodDevices/hardwareOathDevices";

    /// <summary>List hardwareOathDevices</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethoddevice-list-hardwareoathdevices?view=graph-rest-beta</remarks>
    [HttpGet, Requires(HardwareOathMethodKind.DevicesRead), Lists<HardwareOathDevice>,
        Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<HardwareOathDevice>(Version));
        query.RefuseExpand(WireType.Of<HardwareOathDevice>(Version));
        return Page(Context, await store.PageAsync(query), held => held.ToWire(), selection);
    }

    /// <summary>Get hardwareOathTokenAuthenticationMethodDevice</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathtokenauthenticationmethoddevice-get?view=graph-rest-beta</remarks>
    [HttpGet("{id}"), Requires(HardwareOathMethodKind.DevicesRead), Answers<HardwareOathDevice>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(Context, await store.FindAsync(Guid.Parse(Key(id))) ?? throw GraphErrors.ResourceNotFound(id), query);

    /// <summary>Get assignTo: the user whom the token is assigned to</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/hardwareoathtokenauthenticationmethoddevice?view=graph-rest-beta</remarks>
    [HttpGet("{id}/assignTo"), Requires(HardwareOathMethodKind.DevicesRead), Answers<User>(Context = "users/$entity")]
    public async Task<IActionResult> GetAssignTo(DirectoryScope directory, string id, GraphQuery query)
    {
        var device = await store.FindAsync(Guid.Parse(Key(id))) ?? throw GraphErrors.ResourceNotFound(id);
        var holder = device.AssignedTo is { } user && await objects.FindAsync([Guid.Parse(user.Id)], ["user"]) is [User found] ? found : null;
        return Entity("users", holder ?? throw GraphErrors.ResourceNotFound("assignTo"), query);
    }

    /// <summary>Create hardwareOathTokenAuthenticationMethodDevice</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/authenticationmethoddevice-post-hardwareoathdevices?view=graph-rest-beta To also assign it,
    /// the caller needs UserAuthenticationMethod.ReadWrite.All and a role that may act on the user.
    /// </remarks>
    [HttpPost, Requires(HardwareOathMethodKind.DevicesWrite), Answers<HardwareOathDevice>(201)]
    [Takes<HardwareOathDevice>(
        """{"displayName":"Token 1","serialNumber":"TOTP123456","manufacturer":"Contoso","model":"Hardware Token 1000","secretKey":"6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB","timeIntervalInSeconds":30,"hashFunction":"hmacsha1"}""",
        Optional = "displayName")]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var device = await ForHolderAsync(NewDevice.Read(body, Version));
        var added = (await store.AddAsync([device], isBulk: false)).OrThrow().Single();
        return Created(Context, (await store.FindAsync(Guid.Parse(added.Id)))!, $"{Context}('{added.Id}')");
    }

    /// <summary>Update hardwareOathDevices: create many at once</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/hardwareoathtokenauthenticationmethoddevice-update?view=graph-rest-beta All of them are
    /// created or none.
    /// </remarks>
    [HttpPatch, Requires(HardwareOathMethodKind.DevicesWrite), Answers<HardwareOathMethod>(201)]
    [Takes("""{"@context":"#$delta","value":[{"@contentId":"1","serialNumber":"TOTP123457","manufacturer":"Contoso","model":"Hardware Token 1000","secretKey":"6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB","timeIntervalInSeconds":30,"hashFunction":"hmacsha1"}]}""")]
    public async Task<IActionResult> CreateMany(DirectoryScope directory, GraphBody body)
    {
        var devices = new List<NewDevice>();
        foreach (var item in body.Parameters().Bodies("value") ?? throw GraphErrors.InvalidMethodValue("value"))
        {
            devices.Add(await ForHolderAsync(NewDevice.Read(item, Version)));
        }

        if (devices.Count == 0) throw GraphErrors.InvalidMethodValue("value");
        var added = (await store.AddAsync(devices, isBulk: true)).OrThrow();
        return new GraphResult
        {
            Status = StatusCodes.Status201Created,
            ODataContext = $"{Context}/$delta",
            IsCollection = true,
            IsPolymorphic = true,
            Items = [.. added.Select(device => new HardwareOathMethod { Id = device.Id, Device = device })],
        };
    }

    /// <summary>Update hardwareOathTokenAuthenticationMethodDevice, unless it is assigned</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/hardwareoathtokenauthenticationmethoddevice-update?view=graph-rest-beta</remarks>
    [HttpPatch("{id}"), Requires(HardwareOathMethodKind.DevicesWrite), Answers(204)]
    [Takes<HardwareOathDevice>(
        """{"displayName":"Token 2","manufacturer":"Contoso","model":"Hardware Token 2000","timeIntervalInSeconds":60,"hashFunction":"hmacsha256"}""",
        IsPartial = true)]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body) =>
        Done(await store.UpdateAsync(Key(id), DevicePatch.Read(body, Version)));

    /// <summary>Delete hardwareOathTokenAuthenticationMethodDevice, unless it is assigned</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethoddevice-delete-hardwareoathdevices?view=graph-rest-beta</remarks>
    [HttpDelete("{id}"), Requires(HardwareOathMethodKind.DevicesWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.DeleteAsync(Key(id)));

    /// <summary>Finds the user a new token is for, if the caller may assign tokens to them.</summary>
    private async Task<NewDevice> ForHolderAsync(NewDevice device)
    {
        if (device.AssignTo is not { } to) return device;
        var holder = GuidKey.TryParse(to, out _) ? await users.FindAsync(to, HardwareOathMethodKind.DevicesAssign, SelfService.Write) : null;
        return device with { Holder = holder ?? throw GraphErrors.InvalidMethodValue("assignTo") };
    }

    private static string Key(string id) => GuidKey.TryParse(id, out _) ? id : throw GraphErrors.ResourceNotFound(id);
}
