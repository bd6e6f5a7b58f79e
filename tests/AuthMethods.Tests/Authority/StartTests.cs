using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuthMethods.Tests.Authority;

/// <summary>What the authority does at startup: it refuses Production, and it keeps its key.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Test")]
    [InlineData("Dev")]
    [InlineData("development2")]
    public async Task EveryEnvironmentButDevelopment_RefusesTheAuthority(string environment)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(environment, ("Authority:Enabled", "true")));

        Assert.Contains("AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_WithTheLongSetting_Starts()
    {
        await using var server = await StartAsync(
            "Production", ("Authority:Enabled", "true"), ("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"));

        var tenant = await server.TenantAsync();
        (await tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task NoAuthorityAtAll_IsRefused(string environment)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(environment, ("Authority:Enabled", "false"), ("AzureAd:TenantId", "")));

        Assert.Contains("AzureAd:TenantId", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Authority:Enabled", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheKey_OutlivesARestartAndIsForItsOwnerOnly()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("authmethods-key-");
        try
        {
            var tenant = Guid.NewGuid();
            string token;
            await using (var before = await StartWithKeyInAsync(directory.FullName, tenant)) token = await new TestTenant(before, tenant, "contoso.com")
                .AppTokenAsync();
            await using var after = await StartWithKeyInAsync(directory.FullName, tenant);

            (await new TestTenant(after, tenant, "contoso.com").WithToken(token).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
            var key = Assert.Single(directory.GetFiles());
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, key.UnixFileMode);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AnotherServersTokens_AreRefused()
    {
        await using var other = await TestServer.StartAsync();
        var tenant = Guid.NewGuid();
        await other.Services.GetRequiredService<SampleTenant>().CreateAsync(tenant, "contoso.com");
        var mine = await SharedServer.TenantAsync();

        (await mine.WithToken(await new TestTenant(other, tenant, "contoso.com").TokenAsync("kim")).GetAnswerAsync("/v1.0/me"))
            .Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    private static Task<TestServer> StartAsync(string environment, params (string Key, string Value)[] settings) =>
        TestServer.StartAsync(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)), environment: environment);

    /// <summary>A server with its own database and the sample users, so only the key is shared.</summary>
    private static async Task<TestServer> StartWithKeyInAsync(string directory, Guid tenant)
    {
        var server = await TestServer.StartAsync(services: services => services.Configure<StorageOptions>(o => o.Directory = directory));
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync(tenant, "contoso.com");
        return server;
    }
}
