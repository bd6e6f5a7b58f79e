using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Access.Tokens.Entra;

/// <summary>A server that accepts only Entra tokens, for one tenant or for all its tenants, with the issuer that stands in for Entra.</summary>
internal sealed class EntraServer : IAsyncDisposable
{
    private readonly TestServer _server;

    private EntraServer(StandInIssuer issuer, TestServer server, TestTenant tenant) => (Issuer, _server, Tenant) = (issuer, server, tenant);

    public StandInIssuer Issuer { get; }

    /// <summary>The sample directory, with the tenant id used by the issuer.</summary>
    public TestTenant Tenant { get; }

    public static async Task<EntraServer> StartAsync(bool anyTenant = false, params KeyValuePair<string, string?>[] settings)
    {
        var issuer = await StandInIssuer.StartAsync();
        var tenant = Guid.NewGuid();
        var server = await TestServer.StartAsync([
            new("Authority:Enabled", "false"),
            new("AzureAd:Instance", $"{issuer.Origin}/"),
            new("AzureAd:TenantId", anyTenant ? "organizations" : tenant.ToString()),
            new("AzureAd:RequireHttpsMetadata", "false"),
            new("AzureAd:KeyRefreshInterval", "00:00:01"),
            .. settings]);
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync(tenant, "contoso.com");
        return new(issuer, server, new(server, tenant, "contoso.com"));
    }

    /// <summary>The token of a sample user, by number.</summary>
    public string TokenOf(int user, params string[] wids) => Issuer.ForUser(Tenant.Id, SampleTenant.UserId(user), wids: wids);

    public Task<Answer> AskAsync(string token, string path = "/v1.0/me") => Tenant.WithToken(token).GetAnswerAsync(path);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
