using System.Net;
using AuthMethods.Testing;
using AuthMethods.Tests.Server;
using TestTenant = AuthMethods.Testing.TestTenant;

namespace AuthMethods.Tests.Testing;

/// <summary>What a test does with its tenant as a whole.</summary>
public sealed class TestTenantTests : TenantTests
{
    private TestTenant Tenant => _tenant.Tenant;

    [Fact]
    public async Task Snapshot_IsReturnedTo()
    {
        using var admin = Tenant.HttpClientAs("global.admin");
        await RenameAsync(admin, "Before");
        var before = await Tenant.SnapshotAsync();
        await RenameAsync(admin, "After");

        await Tenant.RestoreAsync(before);

        Assert.Equal("Before", await NameAsync());
    }

    [Fact]
    public async Task Reset_ReturnsToTheSampleTenant()
    {
        var before = await NameAsync();
        using var admin = Tenant.HttpClientAs("global.admin");
        await RenameAsync(admin, "After");

        await Tenant.ResetAsync();

        Assert.Equal(before, await NameAsync());
    }

    [Fact]
    public async Task SeedFile_IsATenantOfTheHost()
    {
        using var admin = Tenant.HttpClientAs("global.admin");
        await RenameAsync(admin, "Exported");
        using var client = Tenant.Host.CreateClient();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, await client.GetStringAsync($"/authmethods/tenants/{Tenant.Id}/export"));
            await using var host = await AuthMethodsHost.StartAsync(new() { SeedFile = file });

            var seeded = await host.FindTenantAsync(Tenant.Domain);

            using var balas = seeded!.HttpClientAs("balas");
            Assert.Equal("Exported", (string?)(await balas.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK).Json["displayName"]);
            Assert.Null(await host.FindTenantAsync("nobody.example"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task RenameAsync(HttpClient admin, string name) =>
        (await admin.PatchAnswerAsync($"/v1.0/users/{Tenant.Name("balas")}", $$"""{"displayName":"{{name}}"}""")).Is(HttpStatusCode.NoContent);

    private async Task<string?> NameAsync()
    {
        using var reader = Tenant.HttpClientAsApp();
        return (string?)(await reader.GetAnswerAsync($"/v1.0/users/{Tenant.Name("balas")}")).Is(HttpStatusCode.OK).Json["displayName"];
    }
}
