using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

public sealed class AdministrativeUnitsTests() : GraphTests("global.admin")
{
    private const string AuthenticationAdministrator = "c4e39bd9-1100-46d3-8c65-fb160da0071f";

    private static readonly string Kim = SampleTenant.UserId(22).ToString();
    private static readonly string Balas = SampleTenant.UserId(21).ToString();

    [Fact]
    public async Task ScopedRole_ReachesTheMembersOfTheUnitAlone()
    {
        var units = _graph.Directory.AdministrativeUnits;
        var unit = (await units.PostAsync(new() { DisplayName = "West" }))!;
        await units[unit.Id].Members.Ref.PostAsync(new() { OdataId = $"https://graph.microsoft.com/v1.0/users/{Balas}" });
        await _graph.RoleManagement.Directory.RoleAssignments.PostAsync(new()
        {
            RoleDefinitionId = AuthenticationAdministrator, PrincipalId = Kim, DirectoryScopeId = $"/administrativeUnits/{unit.Id}",
        });

        Assert.Equal("Balas Jansen", Assert.IsType<User>(Assert.Single((await units[unit.Id].Members.GetAsync())!.Value!)).DisplayName);
        Assert.Equal(1, await units[unit.Id].Members.Count.GetAsync(r => r.Headers.Add("ConsistencyLevel", "eventual")));
        Assert.Equal(Kim, Assert.Single((await units[unit.Id].ScopedRoleMembers.GetAsync())!.Value!).RoleMemberInfo!.Id);
        var kim = await _tenant.GraphAsync("kim");
        var phone = (await kim.Users[Balas].Authentication.PhoneMethods.PostAsync(
            new() { PhoneNumber = "+1 2065555510", PhoneType = AuthenticationPhoneType.Mobile }))!;
        await kim.Users[Balas].Authentication.PhoneMethods[phone.Id].DeleteAsync();
        await kim.Users[_tenant.Name("megan")].Authentication.PhoneMethods.GetAsync().IsRefusedAsync(403, "accessDenied");

        await units[unit.Id].Members[Balas].Ref.DeleteAsync();
        await kim.Users[Balas].Authentication.PhoneMethods.GetAsync().IsRefusedAsync(403, "accessDenied");
        await units[unit.Id].DeleteAsync();
        await units[unit.Id].GetAsync().IsRefusedAsync(404, "Request_ResourceNotFound");
    }
}
