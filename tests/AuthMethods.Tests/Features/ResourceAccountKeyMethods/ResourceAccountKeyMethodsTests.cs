using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.ResourceAccountKeyMethods;

public sealed class ResourceAccountKeyMethodsTests() : AdminTests("auth.admin")
{
    private const string Id = "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9d1";
    private const string Segment = "resourceAccountKeyAuthenticationMethods";

    private string Adele => $"users/{_tenant.Name("adele")}/authentication/{Segment}";

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task List_ShowsUsabilityAndNotTheLastUse(string version)
    {
        var key = Assert.Single((await _admin.GetAnswerAsync($"/{version}/{Adele}")).Is(HttpStatusCode.OK).Value)!;

        Assert.Equal(["id", "displayName", "isUsable", "methodUsabilityReason", "createdDateTime"], key.AsObject().Select(p => p.Key));
        Assert.Equal((Id, "Conference Room MTR-W", true, "EnabledByPolicy"),
            ((string?)key["id"], (string?)key["displayName"], (bool)key["isUsable"]!, (string?)key["methodUsabilityReason"]));
    }

    [Fact]
    public async Task LastUsedDateTime_IsShownWhenSelected()
    {
        var key = (await _admin.GetAnswerAsync($"/beta/{Adele}/{Id}?$select=id,lastUsedDateTime")).Is(HttpStatusCode.OK).Json;

        Assert.True(key.AsObject().ContainsKey("lastUsedDateTime"));
        Assert.False((await _admin.GetAnswerAsync($"/beta/{Adele}/{Id}")).Json.AsObject().ContainsKey("lastUsedDateTime"));
    }

    [Fact]
    public async Task Device_IsExpandedOnListAndItem()
    {
        var item = (await _admin.GetAnswerAsync($"/v1.0/{Adele}/{Id}?$expand=device")).Is(HttpStatusCode.OK).Json;
        var list = (await _admin.GetAnswerAsync($"/v1.0/{Adele}?$expand=device($select=displayName)")).Is(HttpStatusCode.OK).Value;

        Assert.Equal("Conference Room MTR-W", (string?)item["device"]!["displayName"]);
        Assert.Equal("""{"displayName":"Conference Room MTR-W"}""", list.Single()!["device"]!.ToJsonString());
    }

    [Fact]
    public async Task User_WithoutKeys_HasAnEmptyListAndNoItem()
    {
        var balas = $"/v1.0/users/{_tenant.Name("balas")}/authentication/{Segment}";

        Assert.Empty((await _admin.GetAnswerAsync(balas)).Is(HttpStatusCode.OK).Value);
        (await _admin.GetAnswerAsync($"{balas}/{Id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.DeleteAnswerAsync($"{balas}/{Id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Delete_RemovesTheKeyFromTheListOfAllMethods()
    {
        var methods = $"/v1.0/users/{_tenant.Name("adele")}/authentication/methods";
        Assert.Equal(
            "#microsoft.graph.resourceAccountKeyAuthenticationMethod", (string?)(await _admin.GetAnswerAsync($"{methods}/{Id}")).Json["@odata.type"]);

        (await _admin.DeleteAnswerAsync($"/v1.0/{Adele}/{Id}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync($"{methods}/{Id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Register_OutsideGraph_AddsAKey()
    {
        var path = $"users/{_tenant.Name("balas")}/authentication/{Segment}";

        var registered = (await _admin.PostAnswerAsync($"/authmethods/{path}", """{"displayName":"Room 7","device":{"displayName":"Room 7"}}"""))
            .Is(HttpStatusCode.Created);

        var found = (await _admin.GetAnswerAsync($"/v1.0/{path}/{registered.Json["id"]}?$expand=device")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("Room 7", "Room 7"), ((string?)found["displayName"], (string?)found["device"]!["displayName"]));
        (await _admin.PostAnswerAsync($"/authmethods/{path}", "{}")).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await _admin.PostAnswerAsync($"/v1.0/{path}", """{"displayName":"Room 7"}""")).Is(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Keys_TakeTheirOwnPermissionsOrThoseOfAllKinds()
    {
        (await (await _tenant.AsAppAsync("UserAuthMethod-ResourceKey.Read.All")).GetAnswerAsync($"/v1.0/{Adele}")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync("UserAuthenticationMethod.Read.All")).DeleteAnswerAsync($"/v1.0/{Adele}/{Id}"))
            .Is(HttpStatusCode.Forbidden, "accessDenied");
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync($"/v1.0/{Adele}")).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await (await _tenant.AsAppAsync("UserAuthMethod-ResourceKey.ReadWrite.All")).DeleteAnswerAsync($"/v1.0/{Adele}/{Id}")).Is(HttpStatusCode.NoContent);
    }
}
