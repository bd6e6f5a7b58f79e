using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

/// <summary>Properties declared by Graph's metadata that are only stored and shown.</summary>
public sealed class UserProfileTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Theory]
    [InlineData(
        "null",
        "aboutMe,authorizationInfo,birthday,customSecurityAttributes,deviceEnrollmentLimit,employeeHireDate,employeeLeaveDateTime,employeeOrgData,"
            + "hireDate,identityParentId,isManagementRestricted,isResourceAccount,mailboxSettings,mySite,onPremisesExtensionAttributes,"
            + "onPremisesLastSyncDateTime,preferredName,print,securityIdentifier")]
    [InlineData(
        "[]",
        "assignedLicenses,assignedPlans,interests,licenseAssignmentStates,onPremisesProvisioningErrors,pastProjects,provisionedPlans,responsibilities,"
            + "schools,serviceProvisioningErrors,skills")]
    public async Task Get_OfADeclaredPropertyThatHoldsNothing_AnswersSo(string nothing, string properties)
    {
        var found = (await _admin.GetAnswerAsync($"{Kim}?$select={properties}")).Is(HttpStatusCode.OK);

        Assert.Equal(properties.Split(','), found.Json.AsObject().Select(p => p.Key).Skip(1));
        Assert.All(found.Json.AsObject().Skip(1), p => Assert.Equal(nothing, p.Value?.ToJsonString() ?? "null"));
    }

    [Theory]
    [InlineData("aboutMe", "\"I bake.\"")]
    [InlineData("birthday", "\"1990-01-02T00:00:00Z\"")]
    [InlineData("employeeHireDate", "\"2026-01-02T08:00:00Z\"")]
    [InlineData("employeeOrgData", """{"costCenter":"12","division":"Bread"}""")]
    [InlineData("interests", "[\"bread\",\"rolls\"]")]
    [InlineData("onPremisesExtensionAttributes", """{"extensionAttribute1":"a","extensionAttribute15":"b"}""")]
    [InlineData("skills", "[\"kneading\"]")]
    public async Task Update_OfAPropertyOfTheProfile_IsShownUntilItIsCleared(string property, string value)
    {
        (await _admin.PatchAnswerAsync(Kim, $$"""{"{{property}}":{{value}}}""")).Is(HttpStatusCode.NoContent);
        var shown = (await _admin.GetAnswerAsync($"{Kim}?$select={property}")).Is(HttpStatusCode.OK).Json[property]!;
        if (shown is System.Text.Json.Nodes.JsonObject members)
        {
            foreach (var unset in members.Where(m => m.Value is null).Select(m => m.Key).ToArray()) members.Remove(unset);
        }

        Assert.Equal(value, shown.ToJsonString());

        (await _admin.PatchAnswerAsync(Kim, $$"""{"{{property}}":null}""")).Is(HttpStatusCode.NoContent);

        Assert.Contains((await _admin.GetAnswerAsync($"{Kim}?$select={property}")).Json[property]?.ToJsonString(), new[] { null, "[]" });
    }

    [Fact]
    public async Task Update_OfOneExtensionAttribute_LeavesTheOthers()
    {
        (await _admin.PatchAnswerAsync(Kim, """{"onPremisesExtensionAttributes":{"extensionAttribute1":"a","extensionAttribute2":"b"}}"""))
            .Is(HttpStatusCode.NoContent);

        (await _admin.PatchAnswerAsync(Kim, """{"onPremisesExtensionAttributes":{"extensionAttribute1":null,"extensionAttribute3":"c"}}"""))
            .Is(HttpStatusCode.NoContent);

        var shown = (await _admin.GetAnswerAsync($"{Kim}?$select=onPremisesExtensionAttributes")).Json["onPremisesExtensionAttributes"]!;
        Assert.Equal((null, "b", "c"), ((string?)shown["extensionAttribute1"], (string?)shown["extensionAttribute2"], (string?)shown["extensionAttribute3"]));
    }

    [Fact]
    public async Task Update_OfASyncedUsersExtensionAttributes_IsRefused() =>
        (await _admin.PatchAnswerAsync($"/v1.0/users/{_tenant.Name("synced")}", """{"onPremisesExtensionAttributes":{"extensionAttribute1":"a"}}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");

    [Theory]
    [InlineData("employeeLeaveDateTime", "\"2026-01-02T08:00:00Z\"")]
    [InlineData("authorizationInfo", """{"certificateUserIds":["X509:<PN>kim"]}""")]
    [InlineData("customSecurityAttributes", "{}")]
    public async Task Update_OfWhatIsNotKept_IsRefusedRatherThanLost(string property, string value) =>
        Assert.Contains($"'{property}'", (await _admin.PatchAnswerAsync(
            Kim, $$"""{"{{property}}":{{value}}}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("skills", HttpStatusCode.NotImplemented)]
    [InlineData("mailboxSettings", HttpStatusCode.NotImplemented)]
    [InlineData("signInActivity", HttpStatusCode.OK)]
    [InlineData("employeeOrgData", HttpStatusCode.OK)]
    public async Task List_WithSelectOfTheProfile_AnswersAsGraphDoes(string property, HttpStatusCode expected) =>
        (await _admin.GetAnswerAsync($"/v1.0/users?$select={property}&$top=1")).Is(expected);

    [Theory]
    [InlineData("#microsoft.graph.user", HttpStatusCode.NoContent)]
    [InlineData("microsoft.graph.user", HttpStatusCode.NoContent)]
    [InlineData("#microsoft.graph.group", HttpStatusCode.BadRequest)]
    public async Task Update_WithATypeThatDoesNotFit_Answers400(string type, HttpStatusCode expected) =>
        (await _admin.PatchAnswerAsync(Kim, $$"""{"@odata.type":"{{type}}","jobTitle":"Baker"}"""))
            .Is(expected, expected == HttpStatusCode.BadRequest ? "BadRequest" : null);
}
