using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.AdministrativeUnits;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A program that writes a tenant's settings to files: it reads every collection to its end and then what each item has.</summary>
public sealed class TenantExportTests() : AdminTests("global.admin")
{
    private static readonly string[] Single =
    [
        "policies/authenticationMethodsPolicy", "policies/authenticationFlowsPolicy", "policies/identitySecurityDefaultsEnforcementPolicy",
        "identity/conditionalAccess/authenticationStrength", "reports/authenticationMethods", "me",
    ];

    private static readonly (string Set, string[] OfEach)[] Sets =
    [
        ("organization", ["certificateBasedAuthConfiguration"]),
        ("domains", []),
        ("subscribedSkus", []),
        ("policies/authenticationStrengthPolicies", ["combinationConfigurations", "microsoft.graph.usage()"]),
        ("identity/conditionalAccess/authenticationStrength/policies", ["combinationConfigurations"]),
        ("identity/conditionalAccess/authenticationStrength/authenticationMethodModes", []),
        ("directoryRoles", ["members", "members/microsoft.graph.user", "scopedMembers"]),
        ("directoryRoleTemplates", []),
        ("roleManagement/directory/roleDefinitions", []),
        ("roleManagement/directory/roleAssignments?$expand=principal", []),
        ("groups?$top=2", ["members?$top=1", "transitiveMembers", "owners"]),
        ("directory/administrativeUnits", ["members", "scopedRoleMembers"]),
        ("applications?$top=1", ["owners"]),
        ("servicePrincipals?$top=2", ["owners", "appRoleAssignments", "appRoleAssignedTo", "oauth2PermissionGrants"]),
        ("oauth2PermissionGrants", []),
        ("users?$top=10&$select=id,displayName,userPrincipalName,accountEnabled,assignedLicenses,userType,createdDateTime",
            ["memberOf", "transitiveMemberOf", "directReports", "licenseDetails", "appRoleAssignments", "oauth2PermissionGrants", "authentication/methods"]),
        ("directory/deletedItems/microsoft.graph.user", []),
        ("reports/authenticationMethods/userRegistrationDetails?$top=10", []),
        ("auditLogs/directoryAudits?$top=5", []),
        ("auditLogs/signIns?$top=5", []),
    ];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 5; i++) await _admin.CreateGroupAsync($"Group {i}");
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        var unit = await _admin.CreateUnitAsync("West", TheDirectory.Balas);
        (await _admin.AssignInAsync(unit, Units.AuthenticationAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        var application = await _admin.RegisterAsync();
        (await _admin.AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync("/v1.0/policies/authenticationStrengthPolicies", """{"displayName":"Keys","allowedCombinations":["fido2"]}"""))
            .Is(HttpStatusCode.Created);
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.Adele}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task EveryRead_IsAnsweredToTheEnd(string version)
    {
        var empty = new HashSet<string>();
        foreach (var path in Single) (await _admin.GetAnswerAsync($"/{version}/{path}")).Is(HttpStatusCode.OK);
        // One object on v1.0, a collection on beta.
        (await _admin.GetAnswerAsync($"/{version}/policies/authorizationPolicy{(version == "beta" ? "/authorizationPolicy" : "")}")).Is(HttpStatusCode.OK);
        await EveryConfigurationAsync(version);
        foreach (var (set, ofEach) in Sets)
        {
            var items = await AllAsync($"/{version}/{set}");
            if (items.Count == 0) empty.Add(set);
            foreach (var item in items)
            {
                if (set.StartsWith("users", StringComparison.Ordinal) && item["accountEnabled"] is null) continue;
                foreach (var below in ofEach) await AllAsync($"/{version}/{set.Split('?')[0]}/{item["id"]}/{below}");
            }
        }

        Assert.Empty(empty.Except(["auditLogs/signIns?$top=5"]));
    }

    private async Task EveryConfigurationAsync(string version)
    {
        var policy = (await _admin.GetAnswerAsync($"/{version}/policies/authenticationMethodsPolicy")).Is(HttpStatusCode.OK).Json;
        foreach (var configuration in policy["authenticationMethodConfigurations"]!.AsArray())
        {
            var read = (await _admin.GetAnswerAsync(
                $"/{version}/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{configuration!["id"]}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal((string?)configuration["@odata.type"], (string?)read["@odata.type"]);
        }
    }

    /// <summary>The items of a collection, or the one object.</summary>
    private async Task<List<JsonNode>> AllAsync(string address)
    {
        var items = new List<JsonNode>();
        var next = address;
        for (var pages = 0; next is not null; pages++)
        {
            Assert.True(pages < 100, address);
            var answer = await _admin.GetAnswerAsync(next);
            Assert.True(answer.Status == HttpStatusCode.OK, $"{next}: {(int)answer.Status} {answer.Text}");
            if (answer.Json["value"] is not JsonArray page) return [answer.Json];
            items.AddRange(page.Select(i => i!));
            next = (string?)answer.Json["@odata.nextLink"];
        }

        var ids = items.Select(i => (string?)i["id"]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        return items;
    }
}
