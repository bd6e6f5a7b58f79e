using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using AuthMethods.Tests.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.Users;

public sealed class DeleteUserTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task Delete_Answers204AndTheUserIsGoneFromEveryRoute()
    {
        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);

        foreach (var route in EveryRoute.Of(_tenant.Server.Services).Where(r => r.NamesAUser && !IsForOneselfOnly(r)))
        {
            foreach (var user in new[] { _tenant.Name("kim"), SampleTenant.UserId(22).ToString() })
            {
                var path = route.Path(name => name == "user" ? user : "28c10230-6103-485e-b985-444c60001490");
                var gone = await _admin.AnswerAsync(route.Method, path);
                Assert.True(gone.Status == HttpStatusCode.NotFound, $"{route} answered {gone.Status}");
            }
        }

        var left = (await _admin.GetAnswerAsync("/v1.0/users")).Value;
        Assert.DoesNotContain(SampleTenant.UserId(22).ToString(), left.Select(u => (string?)u!["id"]));
    }

    private static bool IsForOneselfOnly(DeclaredRoute route) => route.Pattern.RawText!.EndsWith("/changePassword", StringComparison.Ordinal)
        || route.Pattern.RawText.EndsWith("/updatePin", StringComparison.Ordinal)
        || (route.Method == HttpMethod.Post && route.Pattern.RawText.EndsWith("/appPasswords", StringComparison.Ordinal));

    [Fact]
    public async Task Delete_KeepsTheMethodsForARestore()
    {
        var before = await MethodsAsync();

        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);

        Assert.Equal(5, before);
        Assert.Equal(before, await MethodsAsync());
    }

    [Fact]
    public async Task Delete_FreesTheName()
    {
        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);

        var id = await NewUser.CreateAsync(_admin, _tenant, "kim");

        Assert.Equal(id, (string?)(await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK).Json["id"]);
        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_PrefixesTheNameInTheBinWithTheId()
    {
        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);

        var name = await _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter])
            .Where(u => u.Id == SampleTenant.UserId(22)).Select(u => u.UserPrincipalName).SingleAsync());

        Assert.Equal($"{SampleTenant.UserId(22):N}{_tenant.Name("kim")}", name);
    }

    [Fact]
    public async Task Delete_EndsTokensAndSignIn()
    {
        var kim = await _tenant.AsAsync("kim");

        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);

        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        Assert.Equal(50126, await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), SampleTenant.Password));
    }

    [Fact]
    public async Task Delete_TwiceAtOnce_Answers204OnceAnd404TheOtherTime()
    {
        var answers = await Task.WhenAll(_admin.DeleteAnswerAsync(Kim), _admin.DeleteAnswerAsync(Kim));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Delete_WhenTheUserIsRenamedMeanwhile_KeepsTheNewName()
    {
        await using var server = await TestServer.StartAsync(services: InterruptedWriter.AddTo);
        var tenant = await server.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        server.Services.GetRequiredService<InterruptedWriter>().BeforeTheNextChange(async () =>
            (await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("kim")}", $$"""{"userPrincipalName":"{{tenant.Name("kimberly")}}"}"""))
                .Is(HttpStatusCode.NoContent));

        (await admin.DeleteAnswerAsync($"/v1.0/users/{tenant.Name("kim")}")).Is(HttpStatusCode.NoContent);

        var restored = (await admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.Kim}/restore")).Is(HttpStatusCode.OK);
        Assert.Equal(tenant.Name("kimberly"), (string?)restored.Json["userPrincipalName"]);
    }

    [Fact]
    public async Task Delete_OfAUserWhoIsMadeTheLastGlobalAdministratorMeanwhile_Answers400()
    {
        await using var server = await TestServer.StartAsync(services: InterruptedWriter.AddTo);
        var tenant = await server.TenantAsync();
        var (admin, app) = (await tenant.AsAsync("global.admin"), await tenant.AsAppAsync());
        var privileged = await tenant.AsAsync("privileged.auth.admin");
        server.Services.GetRequiredService<InterruptedWriter>().BeforeTheNextChange(async () =>
        {
            (await admin.AssignAsync(TheDirectory.GlobalAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
            (await privileged.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.GlobalAdmin}")).Is(HttpStatusCode.NoContent);
        });

        (await app.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        (await app.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("user.admin", "kim", HttpStatusCode.NoContent)]
    [InlineData("user.admin", "auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("helpdesk.admin", "kim", HttpStatusCode.Forbidden)]
    [InlineData("kim", "kim", HttpStatusCode.Forbidden)]
    public async Task Delete_ReachesAsFarAsTheRole(string caller, string target, HttpStatusCode status) =>
        (await (await _tenant.AsAsync(caller)).DeleteAnswerAsync($"/v1.0/users/{_tenant.Name(target)}")).Is(status);

    [Fact]
    public async Task Delete_WithABody_IgnoresIt() =>
        (await _admin.AnswerAsync(HttpMethod.Delete, Kim, "{", "text/plain")).Is(HttpStatusCode.NoContent);

    private Task<int> MethodsAsync() =>
        _tenant.Server.QueryAsync(_tenant.Id, db => db.AuthenticationMethods.CountAsync(m => m.UserId == SampleTenant.UserId(22)));
}
