using System.Net;
using AuthMethods.Tests.Authority;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Wire;

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

    [Fact]
    public async Task Call_ThatTheDatabaseCannotMakeSenseOf_Answers500()
    {
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();
        var app = await tenant.AsAppAsync();
        await server.ChangeAsync(tenant.Id, db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Groups RENAME TO Elsewhere"));

        (await app.GetAnswerAsync("/v1.0/groups")).Is(HttpStatusCode.InternalServerError, "UnknownError");
    }

    [Fact]
    public async Task Token_WhenTheDatabaseDoesNotAnswer_Is503AsOAuthSaysIt()
    {
        await using var server = await TestServer.StartAsync(services: s => s.AddScoped<AuthDb>(_ => throw new TimeoutException("The database is silent.")));
        var tenant = await server.TenantAsync();

        var refused = await tenant.TokenAsync(tenant.OfUser("kim"));

        refused.IsRefused(HttpStatusCode.ServiceUnavailable, "temporarily_unavailable", 90033);
        Assert.Equal("2", refused.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Token_WhenTheServerIsAtFault_Is500AsOAuthSaysIt()
    {
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();
        await server.ChangeAsync(tenant.Id, db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Applications RENAME TO Elsewhere"));

        (await tenant.TokenAsync(tenant.OfUser("kim"))).IsRefused(HttpStatusCode.InternalServerError, "server_error", 50000);
    }

    private sealed class Silence : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context) => throw new TimeoutException("The database is silent.");
    }
}
