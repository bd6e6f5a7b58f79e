using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.ExternalAuthenticationMethods;

public sealed class ExternalAuthenticationMethodsTests() : AdminTests("auth.admin")
{
    private const string Adatum =
        """{"@odata.type":"#microsoft.graph.externalAuthenticationMethod","configurationId":"26310FEE-860b-4eab-8749-ab730dcf335e","displayName":"Adatum"}""";

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/externalAuthenticationMethods";

    [Fact]
    public async Task Create_ReadAndDelete()
    {
        var created = (await _admin.PostAnswerAsync(Balas, Adatum)).Is(HttpStatusCode.Created);
        Assert.Equal(("26310fee-860b-4eab-8749-ab730dcf335e", "Adatum"), ((string?)created.Json["configurationId"], (string?)created.Json["displayName"]));

        var location = created.Headers.Location!.ToString();
        (await _admin.GetAnswerAsync(location)).Is(HttpStatusCode.OK);
        Assert.Single((await _admin.GetAnswerAsync($"{Balas}?$filter=displayName eq 'Adatum'")).Value);
        (await _admin.DeleteAnswerAsync(location)).Is(HttpStatusCode.NoContent);
        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Fact]
    public async Task Create_TwiceForOneConfiguration_Answers400()
    {
        var both = await Task.WhenAll(_admin.PostAnswerAsync(Balas, Adatum), _admin.PostAnswerAsync(Balas, Adatum));

        Assert.Single(both, a => a.Status == HttpStatusCode.Created);
        Assert.Single(both, a => a.Status == HttpStatusCode.BadRequest && a.ErrorCode == "badRequest");
    }

    [Theory]
    [InlineData("""{"displayName":"Adatum"}""")]
    [InlineData("""{"configurationId":"26310fee-860b-4eab-8749-ab730dcf335e"}""")]
    [InlineData("""{"configurationId":"","displayName":"Adatum"}""")]
    [InlineData("""{"configurationId":"00000000-0000-0000-0000-000000000001","displayName":"Nobody"}""")]
    [InlineData("""{"configurationId":"Sms","displayName":"No provider"}""")]
    public async Task Create_WithoutAConfigurationThatExists_Answers400(string body) =>
        (await _admin.PostAnswerAsync(Balas, body)).Is(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task Create_WhenTheConfigurationIsDisabled_Answers400()
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, async db =>
        {
            await db.MethodConfigurations.ExecuteUpdateAsync(c => c.SetProperty(x => x.IsEnabled, false));
            return await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, Guid.NewGuid()));
        });

        var refused = (await _admin.PostAnswerAsync(Balas, Adatum)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.StartsWith("Converged UserCredentialPolicy does not allow", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ForOneself_Answers403() =>
        (await (await _tenant.AsAsync("balas")).PostAnswerAsync("/v1.0/me/authentication/externalAuthenticationMethods", Adatum))
            .Is(HttpStatusCode.Forbidden, "accessDenied");
}
