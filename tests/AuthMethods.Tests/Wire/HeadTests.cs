using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class HeadTests
{
    [Fact]
    public async Task Head_OfEveryAddress_AnswersAsGetWithoutTheBody()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.WithMfaAsync("global.admin");
        foreach (var route in EveryRoute.Of(tenant.Server.Services))
        {
            var path = route.Path(name => name == "user" ? tenant.Name("kim") : "28c10230-6103-485e-b985-444c60001490");

            var (get, head) = (await admin.GetAnswerAsync(path), await admin.AnswerAsync(HttpMethod.Head, path));

            Assert.True(get.Status == head.Status, $"{path} answered {get.Status} to GET and {head.Status} to HEAD");
            Assert.Equal("", head.Text);
            Assert.Equal($"{get.ContentHeaders.ContentType}", $"{head.ContentHeaders.ContentType}");
        }
    }

    [Fact]
    public async Task Head_OverARealConnection_LeavesItUsable()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var admin = await tenant.AsAsync("global.admin");

        for (var i = 0; i < 3; i++)
        {
            var head = (await admin.AnswerAsync(HttpMethod.Head, "/v1.0/me")).Is(HttpStatusCode.OK);
            Assert.True(head.ContentHeaders.ContentLength > 100);
            (await admin.AnswerAsync(HttpMethod.Head, "/v1.0/nothing")).Is(HttpStatusCode.BadRequest);
            (await admin.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        }
    }
}
