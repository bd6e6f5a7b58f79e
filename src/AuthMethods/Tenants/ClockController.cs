using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Tenants;

/// <summary>The clock of a tenant: tests move it instead of waiting.</summary>
[ControlPlane]
internal sealed class ClockController(ClockStore store) : GraphController
{
    private const string Segment = "/clock";

    /// <summary>Get the clock of a tenant</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes</remarks>
    [HttpGet(Routes.OwnTenant + Segment), Answers<ClockState>]
    public async Task<IActionResult> Get(TargetTenant tenant) => Result(await store.FindAsync(tenant.Id));

    /// <summary>Set the clock of a tenant</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes To an instant `now`, or on by `advanceSeconds`, which may be negative;
    /// `frozen` stops it, and `rate` is how many of its seconds pass in one.
    /// </remarks>
    [HttpPatch(Routes.OwnTenant + Segment), Takes("""{"advanceSeconds":3660,"frozen":false,"rate":1}""", IsPartial = true, NotInExample = ["now"])]
    [Answers<ClockState>]
    public async Task<IActionResult> Update(TargetTenant tenant, GraphBody body) => Result(await store.SetAsync(tenant.Id, ClockChange.Read(body)));

    /// <summary>Give a tenant the server's time again</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes</remarks>
    [HttpDelete(Routes.OwnTenant + Segment), Answers(204)]
    public async Task<IActionResult> Delete(TargetTenant tenant)
    {
        await store.RemoveAsync(tenant.Id);
        return NoContent();
    }

    private static GraphResult Result(ClockState clock) => new() { Items = [clock] };
}
