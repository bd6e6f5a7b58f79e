using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Graph;

public sealed class UnavailableTests
{
    [Fact]
    public async Task Call_WhenTheDatabaseDoesNotAnswer_Answers503AndWhenToComeBack()
    {
        await using var server = await TestServer.StartAsync(services: s => s.AddSingleton<IAuthorizationHandler>(new Silence()));
        var admin = await (await server.TenantAsync()).AsAsync("global.admin");

        var refused = (await admin.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.ServiceUnavailable, "serviceNotAvailable");

        Assert.Equal("2", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("no-cache", refused.Headers.GetValues("Cache-Control").Single());
    }

    private sealed class Silence : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context) => throw new TimeoutException("The database is silent.");
    }
}
