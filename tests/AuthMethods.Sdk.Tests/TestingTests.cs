using AuthMethods.Testing;
using Azure.Core;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;

namespace AuthMethods.Sdk.Tests;

/// <summary>The packages for tests, as their users have them.</summary>
public sealed class TestingTests
{
    [Fact]
    public async Task Sample_CompilesAndRuns()
    {
        await using var host = await AuthMethodsHost.StartAsync();
        await using var tenant = await host.CreateTenantAsync();
        GraphServiceClient graph = tenant.GraphAs("auth.admin");
        TokenCredential credential = tenant.CredentialAs("kim", mfa: true);
        using HttpClient http = tenant.HttpClientAs("kim");

        var phones = await graph.Users[tenant.Name("balas")].Authentication.PhoneMethods.GetAsync();
        await graph.Users[tenant.Name("balas")].Authentication.PhoneMethods.PostAsync(
            new() { PhoneNumber = "+1 2065550100", PhoneType = AuthenticationPhoneType.Mobile });
        var added = await graph.Users[tenant.Name("balas")].Authentication.PhoneMethods.GetAsync();
        var token = await credential.GetTokenAsync(new(["https://graph.microsoft.com/.default"]), CancellationToken.None);

        Assert.Equal((0, 1), (phones!.Value!.Count, added!.Value!.Count));
        Assert.InRange(token.ExpiresOn, DateTimeOffset.UtcNow.AddMinutes(30), DateTimeOffset.UtcNow.AddDays(1));
        Assert.Contains(tenant.Name("kim"), await http.GetStringAsync("/v1.0/me"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GraphAsApp_HasExactlyThePermissionsThatAreNamed()
    {
        await using var host = await AuthMethodsHost.StartAsync();
        await using var tenant = await host.CreateTenantAsync();
        var reader = tenant.GraphAsApp("UserAuthenticationMethod.Read.All");

        Assert.NotEmpty((await reader.Users[tenant.Name("kim")].Authentication.Methods.GetAsync())!.Value!);
        var refused = await Assert.ThrowsAsync<ODataError>(() => reader.Users[tenant.Name("kim")].Authentication.PhoneMethods.PostAsync(
            new() { PhoneNumber = "+1 2065550100", PhoneType = AuthenticationPhoneType.AlternateMobile }));
        Assert.Equal(403, refused.ResponseStatusCode);
    }

    [Fact]
    public async Task ForgedToken_IsAnErrorOfTheSdk()
    {
        await using var host = await AuthMethodsHost.StartAsync();
        await using var tenant = await host.CreateTenantAsync();
        var graph = tenant.GraphWith(tenant.Forge("auth.admin", forged => forged.ExpiredBy(TimeSpan.FromMinutes(5)).SignedByStranger()));

        var refused = await Assert.ThrowsAsync<ODataError>(() => graph.Users[tenant.Name("kim")].Authentication.Methods.GetAsync());

        Assert.Equal(401, refused.ResponseStatusCode);
    }
}
