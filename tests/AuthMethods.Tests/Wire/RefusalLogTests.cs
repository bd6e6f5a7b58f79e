using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tests.Wire;

/// <summary>Each refused request leaves one line that names who asked for what, in ids only.</summary>
public sealed class RefusalLogTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new(LogLevel.Information);
    private TestTenant _tenant = null!;

    public async Task InitializeAsync() => _tenant = await (await TestServer.StartAsync(
        [new("Logging:LogLevel:AuthMethods", "Information")], services: services => services.AddSingleton<ILoggerProvider>(_log))).TenantAsync();

    public async Task DisposeAsync() => await _tenant.Server.DisposeAsync();

    [Fact]
    public async Task AUser_IsLoggedWithTargetAndReason()
    {
        (await (await _tenant.AsAsync("user.admin")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/methods")).Is(HttpStatusCode.Forbidden);

        var line = Assert.Single(_log.Lines);
        Assert.StartsWith("Information Refused: Refused with 403: GET ", line, StringComparison.Ordinal);
        Assert.Contains(
            $"/users/{{user}}/authentication/methods, tenant {_tenant.Id}, user {SampleTenant.UserId(6)}, target {SampleTenant.UserId(22)}, RoleMissing: ",
            line, StringComparison.Ordinal);
        Assert.DoesNotContain("kim", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnApplication_IsLoggedAsOne()
    {
        (await (await _tenant.AsAppAsync("User.Read.All")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/methods")).Is(HttpStatusCode.Forbidden);

        Assert.Contains(", application ", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenThatIsNotAccepted_IsLoggedWithoutTheToken()
    {
        (await _tenant.WithToken("secret.token.text").GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);

        var line = Assert.Single(_log.Lines);
        Assert.Contains("Refused with 401: GET ", line, StringComparison.Ordinal);
        Assert.Contains("no caller", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoEntriesOfABatch_LeaveTwoLines()
    {
        var answer = await (await _tenant.AsAsync("user.admin")).PostAnswerAsync("/v1.0/$batch", """
            {"requests":[{"id":"1","method":"GET","url":"/users/kim/authentication/methods"},{"id":"2","method":"GET","url":"/users/balas/authentication/methods"}]}
            """);

        answer.Is(HttpStatusCode.OK);
        Assert.Equal(2, _log.Lines.Count);
    }
}
