using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.WindowsHelloForBusinessMethods;

public sealed class WindowsHelloForBusinessMethodsTests() : AdminTests("auth.admin")
{
    private const string Id = "e6dab818-e68d-433e-89d5-547357870cb2";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}/authentication/windowsHelloForBusinessMethods";

    [Fact]
    public async Task List_AnswersTheKeysWithoutTheirDevices()
    {
        var list = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        var key = list.Value.Single()!.AsObject();
        Assert.Equal(["id", "displayName", "keyStrength", "createdDateTime"], key.Select(p => p.Key));
        Assert.Equal((Id, "Kim's Surface", "normal"), ((string?)key["id"], (string?)key["displayName"], (string?)key["keyStrength"]));
        Assert.Equal("1", (await _admin.GetAnswerAsync($"{Kim}/$count")).Text);
    }

    [Theory]
    [InlineData("$expand=device", "(device())")]
    [InlineData("expand=Device&$select=id", "(id,device())")]
    public async Task Get_WithTheDeviceExpanded_ShowsIt(string query, string shape)
    {
        var key = (await _admin.GetAnswerAsync($"{Kim}/{Id}?{query}")).Is(HttpStatusCode.OK);

        Assert.EndsWith($"windowsHelloForBusinessMethods{shape}/$entity", (string?)key.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal("Windows", (string?)key.Json["device"]!["operatingSystem"]);
    }

    [Fact]
    public async Task Get_WithSomethingElseExpanded_Answers400() =>
        Assert.Equal(
            "Parsing OData Select and Expand failed: Could not find a property named 'owner' on type "
                + "'microsoft.graph.windowsHelloForBusinessAuthenticationMethod'.",
            (await _admin.GetAnswerAsync($"{Kim}/{Id}?$expand=owner")).Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);

    [Fact]
    public async Task Delete_Answers204AndTheKeyIsGone()
    {
        (await _admin.DeleteAnswerAsync($"{Kim}/{Id.ToUpperInvariant()}")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync(Kim)).Value);
        (await _admin.DeleteAnswerAsync($"{Kim}/{Id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PATCH", "/" + Id)]
    [InlineData("PUT", "/" + Id)]
    public async Task EveryOtherWrite_Answers405(string verb, string path) =>
        (await _admin.AnswerAsync(new(verb), Kim + path, """{"displayName":"Mine"}""")).Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");

    [Fact]
    public async Task Register_OutsideGraph_AddsAKeyThatGraphShows()
    {
        var registered = (await _admin.PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("balas")}/authentication/windowsHelloForBusinessMethods",
            """{"displayName":"Balas's Surface","keyStrength":"weak","device":{"displayName":"SURFACE-7","operatingSystem":"Windows"}}"""))
            .Is(HttpStatusCode.Created);

        var found = (await _admin.GetAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}/authentication/windowsHelloForBusinessMethods/{registered.Json["id"]}?$expand=device"))
            .Is(HttpStatusCode.OK).Json;
        Assert.Equal(
            ("Balas's Surface", "weak", "SURFACE-7"),
            ((string?)found["displayName"], (string?)found["keyStrength"], (string?)found["device"]!["displayName"]));
        Assert.EndsWith($"windowsHelloForBusinessMethods('{registered.Json["id"]}')", registered.Headers.Location!.ToString(), StringComparison.Ordinal);
        (await _admin.GetAnswerAsync(registered.Headers.Location.ToString())).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"keyStrength":"normal"}""", "badRequest")]
    [InlineData("""{"displayName":"Mine","keyStrength":"mighty"}""", "badRequest")]
    [InlineData("""{"displayName":"Mine","device":"a phone"}""", "BadRequest")]
    [InlineData("""{"name":"Mine"}""", "BadRequest")]
    public async Task Register_WithAnInvalidKey_Answers400(string body, string code) =>
        (await _admin.PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/authentication/windowsHelloForBusinessMethods", body))
            .Is(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Register_WithANameThatIsTooLong_Answers400() =>
        (await _admin.PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("balas")}/authentication/windowsHelloForBusinessMethods",
            $$"""{"displayName":"{{new string('x', 257)}}"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task GranularPermissions_OpenThisKindAlone()
    {
        var reader = await _tenant.AsAppAsync("UserAuthMethod-WindowsHello.Read.All");

        (await reader.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
        (await reader.DeleteAnswerAsync($"{Kim}/{Id}")).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await reader.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/platformCredentialMethods"))
            .Is(HttpStatusCode.Forbidden, "accessDenied");
    }
}
