using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Commands;

public sealed class NewTenantTests : IAsyncLifetime
{
    private readonly Guid _id = Guid.NewGuid();
    private TestServer _server = null!;

    private string Domain => $"n{_id:N}.example";

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Create_MakesATenantWhoseUsersAreCreatedThroughTheApi()
    {
        Assert.True(await CreateAsync(_id, Domain, "second." + Domain));

        await _server.ChangeAsync(_id, async db =>
        {
            await db.AddAsync(new ServicePrincipalRow
            {
                TenantId = _id, Id = SampleTenant.Provisioning, AppId = SampleTenant.Provisioning, DisplayName = "Provisioning",
            });
            return true;
        });
        var app = await new TestTenant(_server, _id, Domain).AsAppAsync("User.ReadWrite.All");
        var created = await app.PostAnswerAsync(
            "/v1.0/users",
            $$"""{"accountEnabled":true,"displayName":"Nora","mailNickname":"nora","userPrincipalName":"nora@second.{{Domain}}","passwordProfile":"""
                + """{"password":"Calm-Harbour-3"}}""");

        created.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_OfATenantThatIsThere_AddsTheDomainsItLacks()
    {
        await CreateAsync(_id, Domain);

        Assert.True(await CreateAsync(_id, Domain, "later." + Domain));

        var domains = await _server.QueryAsync(_id, db => db.Domains.OrderBy(d => d.Name).Select(d => new { d.Name, d.IsDefault }).ToListAsync());
        Assert.Equal([(Domain, true), ("later." + Domain, false)], domains.Select(d => (d.Name, d.IsDefault)).OrderBy(d => d.Name.Length));
    }

    [Fact]
    public async Task Create_WithAnotherTenantsDomain_ChangesNothing()
    {
        var other = await _server.TenantAsync();

        Assert.False(await CreateAsync(_id, Domain, other.Domain));

        Assert.Empty(await _server.QueryAsync(_id, db => db.Tenants.ToListAsync()));
    }

    private Task<bool> CreateAsync(Guid id, params string[] domains) =>
        _server.Services.GetRequiredService<NewTenant>().CreateAsync(id, "New", domains, CancellationToken.None);
}
