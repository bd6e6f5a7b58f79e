using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.ServicePrincipals;

public sealed class AppRoleAssignmentsTests() : AdminTests("global.admin")
{
    private const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    private const string Buyer = "10000000-0000-4000-8000-000000000001";

    [Fact]
    public async Task Create_AnswersTheAssignmentAndListsIt()
    {
        var application = await _admin.RegisterAsync();
        var graph = await _admin.GraphIdAsync();

        var created = (await _admin.AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;
        Assert.Matches("^[A-Za-z0-9_-]{43}$", id);
        Assert.Equal($"{application.PrincipalPath}/appRoleAssignments/{id}", created.Headers.Location!.AbsolutePath);
        Assert.EndsWith("#appRoleAssignments/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            ("Joiners", application.PrincipalId, "ServicePrincipal", "Microsoft Graph", graph, Registered.UserReadAll),
            ((string?)created.Json["principalDisplayName"], (string?)created.Json["principalId"], (string?)created.Json["principalType"],
                (string?)created.Json["resourceDisplayName"], (string?)created.Json["resourceId"], (string?)created.Json["appRoleId"]));
        Assert.Equal([id], (await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments")).Ids());
        Assert.Contains(id, (await _admin.GetAnswerAsync($"{Registered.GraphPrincipal}/appRoleAssignedTo?$filter=principalId eq {application.PrincipalId}")).Ids());
        (await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments/{id}")).Is(HttpStatusCode.OK);
        (await _admin.AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        (await _admin.DeleteAnswerAsync($"{application.PrincipalPath}/appRoleAssignments/{id}")).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"{application.PrincipalPath}/appRoleAssignments/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        Assert.Empty((await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments")).Ids());
    }

    [Fact]
    public async Task List_OfASampleApplication_HasItsPermissionsInPages()
    {
        var path = $"/v1.0/servicePrincipals/{SampleTenant.Reporting}/appRoleAssignments";
        var all = (await _admin.GetAnswerAsync($"{path}?$top=999&$count=true")).Is(HttpStatusCode.OK);
        var ids = new List<string>();
        for (var next = $"{path}?$top=20"; next is not null;)
        {
            var page = await _admin.GetAnswerAsync(next);
            ids.AddRange(page.Ids());
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Contains(Registered.UserReadAll, all.Value.Select(a => (string?)a!["appRoleId"]));
        Assert.Equal(all.Ids().Order(), ids.Order());
        Assert.Equal(ids.Count, (int)all.Json["@odata.count"]!);
    }

    [Fact]
    public async Task Create_OnTheResource_IsTheSame()
    {
        var application = await _admin.RegisterAsync();
        var graph = await _admin.GraphIdAsync();
        var body = $$"""{"principalId":"{{application.PrincipalId}}","resourceId":"{{graph}}","appRoleId":"{{Registered.UserReadAll}}"}""";

        var id = (string)(await _admin.PostAnswerAsync($"{Registered.GraphPrincipal}/appRoleAssignedTo", body)).Is(HttpStatusCode.Created).Json["id"]!;
        Assert.Equal([id], (await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments")).Ids());
        (await _admin.DeleteAnswerAsync($"{application.PrincipalPath}/appRoleAssignedTo/{id}")).Is(HttpStatusCode.NotFound);
        (await _admin.DeleteAnswerAsync($"/v1.0/servicePrincipals/{graph}/appRoleAssignedTo/{id}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"principalId":"{principal}","resourceId":"{graph}"}""", "Request_BadRequest")]
    [InlineData("""{"principalId":"{principal}","resourceId":"{graph}","appRoleId":7}""", "BadRequest")]
    [InlineData("""{"principalId":"{principal}","resourceId":"{graph}","appRoleId":"User.Read.All"}""", "BadRequest")]
    [InlineData("""{"principalId":"{principal}","resourceId":"{graph}","appRoleId":"00000000-0000-4000-8000-00000000dead"}""", "Request_BadRequest")]
    [InlineData("""{"principalId":"{principal}","resourceId":"{graph}","appRoleId":"00000000-0000-0000-0000-000000000000"}""", "Request_BadRequest")]
    [InlineData("""{"principalId":"00000000-0000-4000-8000-000000000022","resourceId":"{graph}","appRoleId":"df021288-bdef-4463-88db-98f22de89214"}""",
        "Request_BadRequest")]
    public async Task Create_WithAnInvalidValue_Answers400(string body, string code)
    {
        var application = await _admin.RegisterAsync();
        var sent = body.Replace("{principal}", application.PrincipalId, StringComparison.Ordinal)
            .Replace("{graph}", await _admin.GraphIdAsync(), StringComparison.Ordinal);

        (await _admin.PostAnswerAsync($"{application.PrincipalPath}/appRoleAssignments", sent)).Is(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task RolesOfGraph_AreAssignedByPrivilegedRoleAdministrators()
    {
        var application = await _admin.RegisterAsync();
        (await _admin.AssignAsync(ApplicationAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);

        (await (await _tenant.AsAsync("kim")).AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("balas")).AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("privileged.role.admin")).AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Created);
        (await (await _tenant.AsAppAsync("AppRoleAssignment.ReadWrite.All", "Application.Read.All")).AssignAppRoleAsync(
            application.PrincipalId, "5b567255-7703-4780-807c-7be8301ae99b")).Is(HttpStatusCode.Created);
        (await (await _tenant.AsAppAsync("Application.ReadWrite.All")).AssignAppRoleAsync(
            application.PrincipalId, "7ab1d382-f21e-4acd-a863-ba3e13f7da61")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    [Fact]
    public async Task RolesOfAnApplication_AreAssignedToUsersAndGroups()
    {
        var shop = await _admin.RegisterAsync(
            "Shop", $$""","appRoles":[{"id":"{{Buyer}}","allowedMemberTypes":["User"],"displayName":"Buyer","isEnabled":true,"value":"Buy"}]""");
        (await _admin.AssignAsync(ApplicationAdministrator, TheDirectory.Balas)).Is(HttpStatusCode.Created);
        var admin = await _tenant.AsAsync("balas");
        string Body(string principal, string role = Buyer) => $$"""{"principalId":"{{principal}}","resourceId":"{{shop.PrincipalId}}","appRoleId":"{{role}}"}""";

        var id = (string)(await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/appRoleAssignments", Body(TheDirectory.Kim)))
            .Is(HttpStatusCode.Created).Json["id"]!;
        (await admin.PostAnswerAsync($"{shop.PrincipalPath}/appRoleAssignedTo", Body(TheDirectory.HelpdeskTeam))).Is(HttpStatusCode.Created);
        Assert.Equal(
            ["Group", "User"],
            (await admin.GetAnswerAsync($"{shop.PrincipalPath}/appRoleAssignedTo")).Is(HttpStatusCode.OK).Value.Select(a => (string)a!["principalType"]!).Order());
        Assert.Equal([id], (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me/appRoleAssignments")).Ids());
        // The role is not for applications, and a resource with a role for users has no default access.
        (await admin.PostAnswerAsync($"{shop.PrincipalPath}/appRoleAssignedTo", Body(SampleTenant.Reporting.ToString()))).Is(HttpStatusCode.BadRequest);
        (await admin.PostAnswerAsync($"{shop.PrincipalPath}/appRoleAssignedTo", Body(TheDirectory.Adele, Guid.Empty.ToString()))).Is(HttpStatusCode.BadRequest);
        (await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/appRoleAssignments", Body(TheDirectory.Kim))).Is(HttpStatusCode.BadRequest);
        (await admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/appRoleAssignments/{id}")).Is(HttpStatusCode.NotFound);
        (await admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/appRoleAssignments/{id}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task TwoWriters_AssignARoleOnce()
    {
        var application = await _admin.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _admin.AssignAppRoleAsync(application.PrincipalId)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.BadRequest, "Request_BadRequest"));
        Assert.Single((await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments")).Ids());
    }

    [Fact]
    public async Task Users_AreFoundByHowManyRolesTheyAreAssigned()
    {
        var principal = SampleTenant.Provisioning;
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{SampleTenant.UserId(22)}/appRoleAssignments",
            $$"""{"principalId":"{{SampleTenant.UserId(22)}}","resourceId":"{{principal}}","appRoleId":"{{Guid.Empty}}"}""")).Is(HttpStatusCode.Created);

        var found = await EventualAsync("/v1.0/users?$select=id&$count=true&$filter=appRoleAssignments/$count ge 1");

        Assert.Equal($"{SampleTenant.UserId(22)}", (string)Assert.Single(found.Is(HttpStatusCode.OK).Value)!["id"]!);
        Assert.Equal("1", (await EventualAsync("/v1.0/users/$count?$filter=appRoleAssignments/$count eq 1")).Is(HttpStatusCode.OK).Text);
        Assert.Equal(22, (await EventualAsync("/v1.0/users?$count=true&$filter=appRoleAssignments/$count eq 0")).Is(HttpStatusCode.OK).Value.Count);
        (await _admin.GetAnswerAsync("/v1.0/users?$filter=appRoleAssignments/$count eq 0")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
    }

    private Task<Answer> EventualAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
