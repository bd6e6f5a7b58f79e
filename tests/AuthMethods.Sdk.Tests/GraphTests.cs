using AuthMethods.Tests.Server;
using Microsoft.Graph;

namespace AuthMethods.Sdk.Tests;

/// <summary>Tests that call a listening server with the official client, signed in as one of the sample users.</summary>
public abstract class GraphTests(string alias) : TenantTests
{
    protected GraphServiceClient _graph = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _graph = await _tenant.GraphAsync(alias);
    }

    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();
}
