using System.Buffers.Text;
using System.Net;
using System.Text;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.AdministrativeUnits;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Access;

/// <summary>A role in an administrative unit reaches the members of the unit and nothing else. In the unit here are Balas and a group with Adele.</summary>
public sealed class ScopedRolesTests() : AdminTests("global.admin")
{
    private const string Reset = "authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword";
    private const string Mobile = """{"phoneNumber":"+1 2065555519","phoneType":"mobile"}""";

    private string _unit = "";
    private string _group = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _group = await _admin.CreateGroupAsync("Bakers");
        (await _admin.AddAsync($"groups/{_group}/members", TheDirectory.Adele)).Is(HttpStatusCode.NoContent);
        _unit = await _admin.CreateUnitAsync("West", TheDirectory.Balas, _group);
    }

    [Fact]
    public async Task AuthenticationAdministratorOfAUnit_ActsOnItsMembers()
    {
        var kim = await KimAsAsync(Units.AuthenticationAdministrator);

        (await kim.GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.OK);
        var phone = (await kim.PostAnswerAsync(Of(TheDirectory.Balas, "authentication/phoneMethods"), Mobile)).Is(HttpStatusCode.Created);
        (await kim.GetAnswerAsync(Of("balas", "authentication/phoneMethods"))).Is(HttpStatusCode.OK);
        (await kim.DeleteAnswerAsync(Of("balas", $"authentication/phoneMethods/{phone.Json["id"]}"))).Is(HttpStatusCode.NoContent);
        (await kim.PostAnswerAsync(Of("balas", Reset), """{"newPassword":"Quiet-River-7"}""")).Is(HttpStatusCode.Accepted);
        (await kim.PostAnswerAsync(Of("balas", "revokeSignInSessions"))).Is(HttpStatusCode.OK);
        (await kim.PatchAnswerAsync(Of("balas", ""), """{"mobilePhone":"+1 2065555519"}""")).Is(HttpStatusCode.NoContent);
        (await kim.PatchAnswerAsync(Of("balas", ""), """{"jobTitle":"Baker"}""")).Is(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("GET", "authentication/methods", null)]
    [InlineData("GET", "authentication/phoneMethods", null)]
    [InlineData("POST", "authentication/phoneMethods", Mobile)]
    [InlineData("POST", Reset, """{"newPassword":"Quiet-River-7"}""")]
    [InlineData("POST", "revokeSignInSessions", null)]
    [InlineData("PATCH", "", """{"mobilePhone":"+1 2065555519"}""")]
    [InlineData("DELETE", "", null)]
    public async Task AuthenticationAdministratorOfAUnit_ActsOnNobodyElse(string verb, string path, string? body)
    {
        var kim = await KimAsAsync(Units.AuthenticationAdministrator);

        foreach (var outside in new[] { "adele", "megan" })
        {
            var refused = (await kim.AnswerAsync(new(verb), Of(outside, path), body)).Is(HttpStatusCode.Forbidden);
            Assert.Equal(
                "TargetOutsideUnits: the caller holds Authentication Administrator only in administrative units that the target is not a member of",
                refused.Reason);
        }
    }

    [Theory]
    [InlineData("GET", "/v1.0/policies/authenticationMethodsPolicy")]
    [InlineData("GET", "/v1.0/reports/authenticationMethods/userRegistrationDetails")]
    [InlineData("GET", "/v1.0/auditLogs/directoryAudits")]
    [InlineData("POST", "/v1.0/users")]
    public async Task RolesInAUnit_OpenNothingOfTheWholeTenant(string verb, string path)
    {
        var kim = await KimAsAsync(Units.PrivilegedAuthenticationAdministrator, TheDirectory.UserAdministrator);

        var body = verb == "GET" ? null : NewUser.Body(_tenant, "robin").ToJsonString();
        var refused = (await kim.AnswerAsync(new(verb), path, body)).Is(HttpStatusCode.Forbidden);

        Assert.StartsWith("RoleMissing: ", refused.Reason, StringComparison.Ordinal);
        (await kim.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
        (await kim.GetAnswerAsync(Of("adele", ""))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Units.AuthenticationAdministrator, "password.admin", true)]
    [InlineData(Units.AuthenticationAdministrator, "helpdesk.admin", false)]
    [InlineData(Units.AuthenticationAdministrator, "global.admin", false)]
    [InlineData(Units.AuthenticationAdministrator, "group.member", false)]
    [InlineData(TheDirectory.HelpdeskAdministrator, "helpdesk.admin", true)]
    [InlineData(Units.PasswordAdministrator, "helpdesk.admin", false)]
    [InlineData(TheDirectory.UserAdministrator, "groups.admin", true)]
    [InlineData(Units.PrivilegedAuthenticationAdministrator, "privileged.role.admin", true)]
    public async Task RolesInAUnit_ReachTheSameAdministratorsAsInTheTenant(string role, string target, bool isReached)
    {
        (await _admin.AddAsync(Units.Members(_unit), await IdOfAsync(target))).Is(HttpStatusCode.NoContent);

        var answer = await (await KimAsAsync(role)).PostAnswerAsync(Of(target, "revokeSignInSessions"));

        answer.Is(isReached ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        if (!isReached) Assert.StartsWith("TargetAboveCaller: ", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("helpdesk.admin", HttpStatusCode.OK)]
    [InlineData("user.admin", HttpStatusCode.OK)]
    public async Task TheHolderOfARoleInAUnit_IsProtectedAsItsHolderInTheTenant(string caller, HttpStatusCode status)
    {
        await KimAsAsync(TheDirectory.HelpdeskAdministrator);

        (await (await _tenant.AsAsync(caller)).PostAnswerAsync(Of("kim", "revokeSignInSessions"))).Is(status);
    }

    [Fact]
    public async Task RolesOfAGroupInAUnit_AreHeldByItsMembers()
    {
        (await _admin.AssignInAsync(_unit, Units.AuthenticationAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);
        var member = await _tenant.AsAsync("group.member");

        (await member.GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.OK);
        (await member.GetAnswerAsync(Of("megan", "authentication/methods"))).Is(HttpStatusCode.Forbidden);
        (await _admin.RemoveAsync($"groups/{TheDirectory.HelpdeskTeam}/members", TheDirectory.GroupMember)).Is(HttpStatusCode.NoContent);
        (await member.GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task OwnersOfAGroupWithARoleInAUnit_DoNotHoldIt()
    {
        (await _admin.AssignInAsync(_unit, Units.AuthenticationAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);
        (await _admin.AssignInAsync(
            await _admin.CreateUnitAsync("East"), Units.AuthenticationAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

        (await (await _tenant.AsAsync("kim")).GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Changes_CountFromTheNextCallOn()
    {
        var kim = await KimAsAsync(Units.AuthenticationAdministrator);
        (await kim.GetAnswerAsync(Of("megan", "authentication/methods"))).Is(HttpStatusCode.Forbidden);

        (await _admin.AddAsync(Units.Members(_unit), await IdOfAsync("megan"))).Is(HttpStatusCode.NoContent);
        (await kim.GetAnswerAsync(Of("megan", "authentication/methods"))).Is(HttpStatusCode.OK);
        (await _admin.RemoveAsync(Units.Members(_unit), await IdOfAsync("megan"))).Is(HttpStatusCode.NoContent);
        (await kim.GetAnswerAsync(Of("megan", "authentication/methods"))).Is(HttpStatusCode.Forbidden);
        (await _admin.DeleteAnswerAsync($"{Units.Path}/{_unit}")).Is(HttpStatusCode.NoContent);
        (await kim.GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task RolesInTheTenantAndInAUnit_AddUp()
    {
        (await _admin.AssignInAsync(_unit, Units.AuthenticationAdministrator, await IdOfAsync("global.reader"))).Is(HttpStatusCode.Created);
        var reader = await _tenant.AsAsync("global.reader");

        (await reader.GetAnswerAsync(Of("megan", "authentication/methods"))).Is(HttpStatusCode.OK);
        (await reader.PostAnswerAsync(Of("megan", "authentication/phoneMethods"), Mobile)).Is(HttpStatusCode.Forbidden);
        (await reader.PostAnswerAsync(Of("balas", "authentication/phoneMethods"), Mobile)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task UserAdministratorOfAUnit_ChangesDeletesAndRestoresItsMembers()
    {
        var kim = await KimAsAsync(TheDirectory.UserAdministrator);

        (await kim.PatchAnswerAsync(Of("balas", ""), """{"jobTitle":"Baker","accountEnabled":false}""")).Is(HttpStatusCode.NoContent);
        (await kim.PatchAnswerAsync(Of("balas", ""), """{"passwordProfile":{"password":"Quiet-River-7"}}""")).Is(HttpStatusCode.NoContent);
        (await kim.PatchAnswerAsync(Of("megan", ""), """{"jobTitle":"Baker"}""")).Is(HttpStatusCode.Forbidden);
        (await kim.DeleteAnswerAsync(Of("balas", ""))).Is(HttpStatusCode.NoContent);
        (await kim.PostAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.Balas}/restore")).Is(HttpStatusCode.OK);
        (await _admin.DeleteAnswerAsync(Of("adele", ""))).Is(HttpStatusCode.NoContent);
        Assert.StartsWith(
            "TargetOutsideUnits: ",
            (await kim.PostAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.Adele}/restore")).Is(HttpStatusCode.Forbidden).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task GroupsAdministratorOfAUnit_ChangesItsGroupsAndTheirMembers()
    {
        var kim = await KimAsAsync(Units.GroupsAdministrator);
        var other = await _admin.CreateGroupAsync("Brewers");

        (await kim.PatchAnswerAsync($"/v1.0/groups/{_group}", """{"description":"Bread"}""")).Is(HttpStatusCode.NoContent);
        (await kim.AddAsync($"groups/{_group}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        Assert.StartsWith(
            "TargetOutsideUnits: ",
            (await kim.PatchAnswerAsync($"/v1.0/groups/{other}", """{"description":"Beer"}""")).Is(HttpStatusCode.Forbidden).Reason,
            StringComparison.Ordinal);
        (await _admin.AddAsync(Units.Members(_unit), TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.NoContent);
        (await kim.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", TheDirectory.Kim)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    [Theory]
    [InlineData(Units.AuthenticationAdministrator, "+1 XXXXXXXX19")]
    [InlineData(Units.PrivilegedAuthenticationAdministrator, "+1 2065555519")]
    public async Task Numbers_AreMaskedByTheRoleInTheUnit(string role, string shown)
    {
        (await _admin.PostAnswerAsync(Of("balas", "authentication/phoneMethods"), Mobile)).Is(HttpStatusCode.Created);

        var phones = await (await KimAsAsync(role)).GetAnswerAsync(Of("balas", "authentication/phoneMethods"));

        Assert.Equal(shown, (string?)Assert.Single(phones.Is(HttpStatusCode.OK).Value)!["phoneNumber"]);
    }

    [Fact]
    public async Task Batch_ChecksEachEntryByTheUnit()
    {
        var kim = await KimAsAsync(Units.AuthenticationAdministrator);

        var answers = (await kim.PostAnswerAsync("/v1.0/$batch", """
            {"requests":[
              {"id":"1","method":"GET","url":"/users/balas@{domain}/authentication/methods"},
              {"id":"2","method":"GET","url":"/users/adele@{domain}/authentication/methods"}]}
            """.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal))).Is(HttpStatusCode.OK).Json["responses"]!.AsArray();

        Assert.Equal([("1", 200), ("2", 403)], answers.Select(a => ((string)a!["id"]!, (int)a["status"]!)).Order());
    }

    [Fact]
    public async Task BulkRegistration_ByAnAdministratorOfAUnit_RegistersItsMembersOnly()
    {
        var kim = await KimAsAsync(Units.AuthenticationAdministrator);

        var results = (await kim.PostAnswerAsync("/authmethods/registrations", $$"""
            {"value":[{"user":"{{TheDirectory.Balas}}","mobile":"+1 2065555519"},{"user":"{{TheDirectory.Adele}}","mobile":"+1 2065555519"}]}
            """)).Is(HttpStatusCode.OK).Value;

        Assert.Equal(["registered", "refused"], results.Select(r => (string?)r!["result"]));
    }

    [Fact]
    public async Task Guests_CannotUseARoleInAUnitWithoutOneThatReadsTheDirectory()
    {
        const string name = "guest_fabrikam.com#EXT#";
        var id = await IdOfAsync(name);
        (await _admin.AssignInAsync(_unit, Units.AuthenticationAdministrator, id)).Is(HttpStatusCode.Created);
        var guest = await _tenant.AsAsync(name);

        (await guest.GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.Forbidden);
        (await _admin.AssignAsync("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", id)).Is(HttpStatusCode.Created);
        (await guest.GetAnswerAsync(Of("balas", "authentication/methods"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AdministratorsOfUnits_AreReportedAsAdministrators()
    {
        await KimAsAsync(Units.AuthenticationAdministrator);

        var details = (await _admin.GetAnswerAsync($"/v1.0/reports/authenticationMethods/userRegistrationDetails/{TheDirectory.Kim}")).Is(HttpStatusCode.OK);

        Assert.True((bool)details.Json["isAdmin"]!);
    }

    [Fact]
    public async Task Tokens_NameOnlyTheRolesHeldInTheTenant()
    {
        await KimAsAsync(Units.AuthenticationAdministrator);

        var payload = (await _tenant.TokenAsync("kim")).Split('.')[1];

        Assert.DoesNotContain(
            Units.AuthenticationAdministrator, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)), StringComparison.Ordinal);
    }

    private async Task<HttpClient> KimAsAsync(params string[] roles)
    {
        foreach (var role in roles) (await _admin.AssignInAsync(_unit, role, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        return await _tenant.AsAsync("kim");
    }

    private string Of(string user, string path) =>
        $"/v1.0/users/{Uri.EscapeDataString(Guid.TryParse(user, out _) ? user : _tenant.Name(user))}/{path}".TrimEnd('/');

    private async Task<string> IdOfAsync(string alias)
    {
        var name = _tenant.Name(alias);
        return (await _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.Where(u => u.UserPrincipalName == name).Select(u => u.Id).SingleAsync())).ToString();
    }
}
