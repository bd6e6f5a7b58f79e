using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Organization;

public sealed class OrganizationTests : TenantTests
{
    private HttpClient _kim = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _kim = await _tenant.AsAsync("kim");
    }

    [Fact]
    public async Task Organization_IsTheCallersTenantWithItsDomains()
    {
        var organization = Assert.Single((await _kim.GetAnswerAsync("/v1.0/organization")).Is(HttpStatusCode.OK).Value)!;

        Assert.Equal((_tenant.Id.ToString(), "Contoso"), ((string?)organization["id"], (string?)organization["displayName"]));
        var domains = organization["verifiedDomains"]!.AsArray();
        Assert.Equal((_tenant.Domain, true), ((string?)domains[0]!["name"], (bool)domains[0]!["isDefault"]!));
        Assert.True((bool)domains[1]!["isInitial"]!);
        (await _kim.GetAnswerAsync($"/v1.0/organization/{_tenant.Id}")).Is(HttpStatusCode.OK);
        (await _kim.GetAnswerAsync($"/v1.0/organization/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Domains_AreTheVerifiedOnes()
    {
        Assert.Equal(2, (await _kim.GetAnswerAsync("/v1.0/domains")).Is(HttpStatusCode.OK).Value.Count);
        Assert.True((bool)(await _kim.GetAnswerAsync($"/v1.0/domains/{_tenant.Domain.ToUpperInvariant()}")).Is(HttpStatusCode.OK).Json["isVerified"]!);
        (await _kim.GetAnswerAsync("/v1.0/domains/nowhere.example")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task SubscribedSkus_FollowTheLicenceProfile()
    {
        var sku = Assert.Single((await _kim.GetAnswerAsync("/v1.0/subscribedSkus")).Is(HttpStatusCode.OK).Value)!;
        Assert.Equal("AAD_PREMIUM_P2", (string?)sku["skuPartNumber"]);
        (await _kim.GetAnswerAsync($"/v1.0/subscribedSkus/{sku["id"]}")).Is(HttpStatusCode.OK);

        await _tenant.Server.ChangeAsync(_tenant.Id, db => db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.LicenseProfile, "free")));

        Assert.Empty((await _kim.GetAnswerAsync("/v1.0/subscribedSkus")).Value);
    }

    [Theory]
    [InlineData("Organization.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("Domain.Read.All", HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("LicenseAssignment.Read.All", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("User.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Directory.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    public async Task Tenant_OpensToThePermissionsOfItsPages(string permission, HttpStatusCode organization, HttpStatusCode domains, HttpStatusCode skus)
    {
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync("/v1.0/organization")).Is(organization);
        (await app.GetAnswerAsync("/v1.0/domains")).Is(domains);
        (await app.GetAnswerAsync("/v1.0/subscribedSkus")).Is(skus);
    }
}
