using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace AuthMethods.Tests.Testing;

/// <summary>The framework's own way to host a program in a test works with the program as it is.</summary>
public sealed class WebApplicationFactoryTests : IDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-");

    [Fact]
    public async Task Factory_StartsTheProgramWithItsSampleTenant()
    {
        await using var factory = new WebApplicationFactory<Program>()
            .WithWebHostBuilder(host => host.UseSetting("Storage:Directory", _directory.FullName));
        using var client = factory.CreateClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = SampleTenant.Provisioning.ToString(),
            ["client_secret"] = SampleTenant.ProvisioningSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });

        using var token = await client.PostAsync($"/{SampleTenant.Domain}/oauth2/v2.0/token", form);
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)System.Text.Json.Nodes.JsonNode.Parse(await token.Content.ReadAsStringAsync())!["access_token"]!);

        (await client.GetAnswerAsync("/v1.0/users/kim@contoso.com/authentication/methods")).Is(HttpStatusCode.OK);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
