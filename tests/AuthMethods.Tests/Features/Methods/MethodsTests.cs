using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Methods;

/// <summary>The mixed list of a user's methods.</summary>
public sealed class MethodsTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}/authentication/methods";

    [Fact]
    public async Task List_AnswersEveryMethodWithItsType()
    {
        var list = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        Assert.Equal($"http://localhost/v1.0/$metadata#users('kim%40{_tenant.Domain}')/authentication/methods", (string?)list.Json["@odata.context"]);
        var types = list.Value.ToDictionary(m => (string)m!["id"]!, m => (string?)m!["@odata.type"]);
        Assert.Equal("#microsoft.graph.phoneAuthenticationMethod", types[MethodIds.Mobile]);
        Assert.Equal("#microsoft.graph.phoneAuthenticationMethod", types[MethodIds.Office]);
        Assert.Equal("#microsoft.graph.emailAuthenticationMethod", types[MethodIds.Email]);
        Assert.Equal("#microsoft.graph.passwordAuthenticationMethod", types[MethodIds.Password]);
    }

    [Fact]
    public async Task List_OfAUserWithOnlyAPassword_AnswersThat()
    {
        var list = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/methods")).Is(HttpStatusCode.OK);

        Assert.Equal(MethodIds.Password, (string?)Assert.Single(list.Value)!["id"]);
    }

    [Fact]
    public async Task List_ShowsEachMethodAsItsOwnCollectionDoes()
    {
        foreach (var method in (await _admin.GetAnswerAsync(Kim)).Value.Select(m => m!.AsObject()))
        {
            var collection = ((string)method["@odata.type"]!)
                .Replace("#microsoft.graph.", "", StringComparison.Ordinal).Replace("Authentication", "", StringComparison.Ordinal) + "s";

            var expected = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/{collection}/{method["id"]}"))
                .Is(HttpStatusCode.OK).Json.AsObject();

            expected.Remove("@odata.context");
            method.Remove("@odata.type");
            Assert.Equal(expected.ToJsonString(), method.ToJsonString());
        }
    }

    [Theory]
    [InlineData(MethodIds.Mobile, "#microsoft.graph.phoneAuthenticationMethod")]
    [InlineData(MethodIds.Email, "#microsoft.graph.emailAuthenticationMethod")]
    [InlineData(MethodIds.Password, "#microsoft.graph.passwordAuthenticationMethod")]
    public async Task Get_AnswersOneMethodWithItsType(string id, string type)
    {
        var method = (await _admin.GetAnswerAsync($"{Kim}/{id}")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(id, (string?)method["id"]);
        Assert.Equal(type, (string?)method["@odata.type"]);
        Assert.EndsWith("/authentication/methods/$entity", (string?)method["@odata.context"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAMethodTheUserLacks_Answers404()
    {
        (await _admin.GetAnswerAsync($"{Kim}/{MethodIds.AlternateMobile}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task EveryRead_OnV1_LeavesOutTheKindThatOnlyBetaHas()
    {
        var (v1, beta) = ($"/v1.0/users/{_tenant.Name("adele")}/authentication/methods", $"/beta/users/{_tenant.Name("adele")}/authentication/methods");
        var onBeta = (await _admin.GetAnswerAsync(beta)).Is(HttpStatusCode.OK).Value.ToDictionary(m => (string)m!["id"]!, m => (string)m!["@odata.type"]!);
        var token = Assert.Single(onBeta, m => m.Value == "#microsoft.graph.hardwareOathAuthenticationMethod").Key;

        var onV1 = (await _admin.GetAnswerAsync(v1)).Is(HttpStatusCode.OK).Value.Select(m => (string)m!["id"]!);

        Assert.Equal(onBeta.Keys.Except([token]).Order(), onV1.Order());
        Assert.Equal($"{onBeta.Count - 1}", (await _admin.GetAnswerAsync($"{v1}/$count")).Text);
        Assert.Equal($"{onBeta.Count}", (await _admin.GetAnswerAsync($"{beta}/$count")).Text);
        (await _admin.GetAnswerAsync($"{v1}/{token}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.GetAnswerAsync($"{beta}/{token}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Count_AnswersTheBareNumber()
    {
        var expected = (await _admin.GetAnswerAsync(Kim)).Value.Count;

        var count = (await _admin.GetAnswerAsync($"{Kim}/$count")).Is(HttpStatusCode.OK);

        Assert.Equal($"{expected}", count.Text);
        Assert.Equal("text/plain", count.ContentHeaders.ContentType?.MediaType);
        Assert.Equal(expected, (int?)(await _admin.GetAnswerAsync($"{Kim}?$count=true")).Json["@odata.count"]);
    }

    [Fact]
    public async Task List_WithIdsSelected_KeepsTheTypes()
    {
        var list = (await _admin.GetAnswerAsync($"{Kim}?$select=id")).Is(HttpStatusCode.OK);

        Assert.EndsWith("/authentication/methods(id)", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.All(list.Value, method => Assert.Equal(["@odata.type", "id"], method!.AsObject().Select(p => p.Key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/" + MethodIds.Mobile)]
    public async Task Read_SelectingWhatOnlyAKindHas_Answers400(string path)
    {
        var refused = (await _admin.GetAnswerAsync($"{Kim}{path}?$select=phoneNumber")).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal(
            "Parsing OData Select and Expand failed: Could not find a property named 'phoneNumber' on type 'microsoft.graph.authenticationMethod'.",
            refused.ErrorMessage);
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PATCH", "/" + MethodIds.Mobile)]
    [InlineData("PUT", "/" + MethodIds.Mobile)]
    [InlineData("DELETE", "/" + MethodIds.Mobile)]
    public async Task EveryWrite_Answers405(string verb, string path)
    {
        var refused = (await _admin.AnswerAsync(new(verb), Kim + path, verb == "DELETE" ? null : """{"phoneNumber":"+1 2065555555"}"""))
            .Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");

        Assert.Equal("Specified HTTP method is not allowed for the request target.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("UserAuthenticationMethod.Read.All", HttpStatusCode.OK)]
    [InlineData("UserAuthMethod-Phone.ReadWrite.All", HttpStatusCode.Forbidden)]
    [InlineData("User.Read.All", HttpStatusCode.Forbidden)]
    public async Task List_AsksForThePermissionOverEveryKind(string permission, HttpStatusCode expected)
    {
        Assert.Equal(expected, (await (await _tenant.AsAsync("global.admin", permission)).GetAnswerAsync(Kim)).Status);
        Assert.Equal(expected, (await (await _tenant.AsAppAsync(permission)).GetAnswerAsync(Kim)).Status);
    }

    [Fact]
    public async Task Delete_IsSeenInTheMixedListAtOnce()
    {
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);

        Assert.DoesNotContain(MethodIds.Office, (await _admin.GetAnswerAsync(Kim)).Value.Select(m => (string?)m!["id"]));
    }
}
