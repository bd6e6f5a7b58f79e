using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PlatformCredentialMethods;

public sealed class PlatformCredentialMethodsTests() : AdminTests("auth.admin")
{
    private const string Id = "R18B3t8Ogh9XIOGmPt81d6p_KXJs1YTxfGgGqeVFJSM1";

    private string Adele => $"/v1.0/users/{_tenant.Name("adele")}/authentication/platformCredentialMethods";

    [Fact]
    public async Task Get_ShowsPlatformStrengthAndTheDeviceOnceExpanded()
    {
        var key = (await _admin.GetAnswerAsync($"{Adele}/{Id}?$expand=device")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(("Adele's MacBook", "macOS", "normal"), ((string?)key["displayName"], (string?)key["platform"], (string?)key["keyStrength"]));
        Assert.Equal("MacMDM", (string?)key["device"]!["operatingSystem"]);
        Assert.Null((await _admin.GetAnswerAsync(Adele)).Value.Single()!["device"]);
    }

    [Theory]
    [InlineData("macOS")]
    [InlineData("iOS")]
    [InlineData("linux")]
    [InlineData("unknown")]
    public async Task Register_OutsideGraph_KeepsThePlatformAsItIsWritten(string platform)
    {
        var path = $"users/{_tenant.Name("balas")}/authentication/platformCredentialMethods";

        var registered = (await _admin.PostAnswerAsync($"/authmethods/{path}", $$"""{"displayName":"Mine","platform":"{{platform}}"}"""))
            .Is(HttpStatusCode.Created);

        Assert.Equal(platform, (string?)(await _admin.GetAnswerAsync($"/v1.0/{path}/{registered.Json["id"]}")).Is(HttpStatusCode.OK).Json["platform"]);
    }

    [Fact]
    public async Task Delete_ByTheUser_Answers204()
    {
        var adele = await _tenant.AsAsync("adele", "UserAuthMethod-PlatformCred.ReadWrite");

        (await adele.DeleteAnswerAsync($"/v1.0/me/authentication/platformCredentialMethods/{Id}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync($"{Adele}/{Id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }
}
