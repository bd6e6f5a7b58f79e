using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Devices;

public sealed class UserDevicesTests() : AdminTests("global.reader")
{
    [Theory]
    [InlineData("ownedDevices")]
    [InlineData("registeredDevices")]
    public async Task Devices_AreThoseOfTheUsersMethods(string segment)
    {
        var list = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/{segment}?$select=displayName,trustType")).Is(HttpStatusCode.OK);

        Assert.EndsWith("$metadata#directoryObjects(displayName,trustType)", (string)list.Json["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(
            """[{"@odata.type":"#microsoft.graph.device","displayName":"Kim's Surface","trustType":"AzureAd"}]""",
            list.Value.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal));
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/{segment}")).Is(HttpStatusCode.OK).Value);
        (await (await _tenant.AsAsync("kim", "User.Read")).GetAnswerAsync($"/v1.0/me/{segment}")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync("Group.Read.All")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/{segment}"))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }
}
