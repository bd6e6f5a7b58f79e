using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A script that runs when an employee leaves: nothing that they have opens anything afterwards, and their data stays.</summary>
public sealed class OffboardingTests() : AdminTests("global.admin")
{
    private const string Sku = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";

    [Fact]
    public async Task Leaver_LosesEverythingInTheUsualOrder()
    {
        var group = await _admin.CreateGroupAsync("Bakers");
        (await _admin.AddAsync($"groups/{group}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync($"/v1.0/users/{TheDirectory.Kim}", """{"usageLocation":"CH"}""")).Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{TheDirectory.Kim}/assignLicense", $$"""{"addLicenses":[{"skuId":"{{Sku}}","disabledPlans":[]}],"removeLicenses":[]}"""))
            .Is(HttpStatusCode.OK);
        (await _admin.PutAnswerAsync(
            $"/v1.0/users/{TheDirectory.Kim}/manager/$ref", $$"""{"@odata.id":"https://graph.microsoft.com/v1.0/users/{{TheDirectory.Adele}}"}"""))
            .Is(HttpStatusCode.NoContent);
        var session = (await _tenant.SignInAsync("kim", scope: ".default offline_access")).Is(HttpStatusCode.OK);

        // The reads of such scripts: the account by name, its groups with a cast, its devices.
        var user = (await _admin.GetAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}?$select=id,displayName,userPrincipalName,accountEnabled,assignedLicenses,onPremisesSyncEnabled&$expand=manager($select=id)"))
            .Is(HttpStatusCode.OK).Json;
        var id = (string)user["id"]!;
        Assert.Equal((true, TheDirectory.Adele), ((bool)user["accountEnabled"]!, (string?)user["manager"]!["id"]));

        (await _admin.PatchAnswerAsync($"/v1.0/users/{id}", """{"accountEnabled":"false"}""")).Is(HttpStatusCode.NoContent);
        var revoked = (await _admin.AnswerAsync(HttpMethod.Post, $"/v1.0/users/{id}/microsoft.graph.revokeSignInSessions", "")).Is(HttpStatusCode.OK);
        Assert.True((bool)revoked.Json["value"]!);

        await DeleteMethodsAsync(id);

        foreach (var devices in new[] { "ownedDevices", "registeredDevices" })
        {
            (await _admin.GetAnswerAsync($"/v1.0/users/{id}/{devices}")).Is(HttpStatusCode.OK);
        }

        var skus = user["assignedLicenses"]!.AsArray().Select(l => (string)l!["skuId"]!);
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{id}/microsoft.graph.assignLicense",
            new JsonObject { ["addLicenses"] = new JsonArray(), ["removeLicenses"] = new JsonArray([.. skus.Select(s => (JsonNode)s)]) }.ToJsonString()))
            .Is(HttpStatusCode.OK);
        var groups = await _admin.GetAnswerAsync($"/v1.0/users/{id}/memberOf/microsoft.graph.group?$select=id,displayName,groupTypes,onPremisesSyncEnabled");
        foreach (var member in groups.Ids()) (await _admin.RemoveAsync($"groups/{member}/members", id)).Is(HttpStatusCode.NoContent);

        (await _admin.DeleteAnswerAsync($"/v1.0/users/{id}/manager/$ref")).Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{id}/authentication/passwordMethods/{MethodIds.Password}/microsoft.graph.resetPassword", """{"newPassword":"Quiet-River-7"}"""))
            .Is(HttpStatusCode.Accepted);

        Assert.NotEqual(HttpStatusCode.OK, (await _tenant.SignInAsync("kim")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await _tenant.SignInAsync("kim", "Quiet-River-7")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await _tenant.RefreshAsync(session.RefreshToken())).Status);
        (await _tenant.ClientOf(session).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        var left = (await _admin.GetAnswerAsync($"/v1.0/users/{id}?$select=accountEnabled,assignedLicenses,displayName")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((false, "[]", "Kim Akers"), ((bool)left["accountEnabled"]!, left["assignedLicenses"]!.ToJsonString(), (string?)left["displayName"]));
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/users/{id}/memberOf")).Ids());
        (await _admin.GetAnswerAsync($"/v1.0/users/{id}/manager")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        Assert.Equal([MethodIds.Password], (await _admin.GetAnswerAsync($"/v1.0/users/{id}/authentication/methods")).Ids());
    }

    private async Task DeleteMethodsAsync(string id)
    {
        var methods = (await _admin.GetAnswerAsync($"/v1.0/users/{id}/authentication/methods")).Is(HttpStatusCode.OK).Value;
        var again = new List<string>();
        foreach (var path in methods.Select(m => Typed.Path(m!)).OfType<string>())
        {
            var answer = await _admin.DeleteAnswerAsync($"/v1.0/users/{id}/authentication/{path}");
            if (answer.Status == HttpStatusCode.BadRequest) again.Add(path);
            else answer.Is(HttpStatusCode.NoContent);
        }

        foreach (var path in again) (await _admin.DeleteAnswerAsync($"/v1.0/users/{id}/authentication/{path}")).Is(HttpStatusCode.NoContent);
    }
}
