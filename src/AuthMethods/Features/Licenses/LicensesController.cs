using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Licenses;

/// <summary>The licenses of a user. Every product that the tenant subscribes to can be assigned.</summary>
[Route(Routes.User), Route(Routes.Me)]
internal sealed class LicensesController(LicenseStore store) : GraphController
{
    private const string Segment = "licenseDetails";

    /// <summary>List licenseDetails</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-licensedetails</remarks>
    [HttpGet(Segment), Requires(Permission.LicensesRead), Lists<LicenseDetails>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) =>
        Collection($"{user.Context}/{Segment}", await store.ListAsync(user), query);

    /// <summary>Get licenseDetails</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-licensedetails</remarks>
    [HttpGet(Segment + "/{id}"), Requires(Permission.LicensesRead), Answers<LicenseDetails>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) => Entity(
        $"{user.Context}/{Segment}", (await store.ListAsync(user)).FirstOrDefault(l => l.Id == id) ?? throw GraphErrors.ResourceNotFound(id), query);

    /// <summary>user: assignLicense</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-assignlicense The user must have a usageLocation.</remarks>
    [HttpPost("assignLicense"), Requires(Permission.LicensesWrite), Answers<User>(Context = "users/$entity")]
    [Parameter<AssignedLicense[]>("addLicenses"), Parameter<Guid[]>("removeLicenses")]
    [Takes("""{"addLicenses":[{"skuId":"84a661c4-e949-4bd2-a560-ed7766fcaf2b","disabledPlans":[]}],"removeLicenses":[]}""")]
    public async Task<IActionResult> Assign(TargetUser user, GraphBody body)
    {
        var row = (await store.AssignAsync(user, LicenseChange.Read(body))).OrThrow();
        return Entity("users", Directory.User.From(row, await store.DefaultDomainAsync()), selection: null);
    }
}
