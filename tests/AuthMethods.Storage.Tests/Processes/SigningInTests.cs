using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The built-in authority of the built program.</summary>
public sealed class SigningInTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    private KeyValuePair<string, string?>[] Settings => [new("Storage:Directory", _directory), new("Urls", "http://127.0.0.1:0")];

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [SkippableFact]
    public async Task Server_LoadsTheProtocolWhenATokenIsAskedFor()
    {
        Skip.IfNot(System.IO.Directory.Exists("/proc"), "Loaded libraries are listed in /proc.");
        Assert.Equal(0, (await ServerProcess.RunAsync(Settings, "seed")).ExitCode);
        var token = (await ServerProcess.RunAsync(Settings, "token", "--user", $"global.admin@{SampleTenant.Domain}")).Output.Trim();
        using var server = await ServerProcess.ServeAsync(Settings);
        using var client = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1.0/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/{SampleTenant.Id}/discovery/v2.0/keys")).StatusCode);
        Assert.True(server.HasLoaded("AuthMethods"));
        Assert.False(server.HasLoaded("OpenIddict.Server") || server.HasLoaded("OpenIddict.Core"));

        await TokenAsync(client);

        Assert.True(server.HasLoaded("OpenIddict.Server"));
    }

    [Fact]
    public async Task RotatedKey_SignsOnARunningServerAfterItWasPublished()
    {
        Assert.Equal(0, (await ServerProcess.RunAsync(Settings, "seed")).ExitCode);
        using var server = await ServerProcess.ServeAsync(Settings);
        using var client = new HttpClient { BaseAddress = server.Address };
        await TokenAsync(client);

        var (exitCode, output, errors) = await ServerProcess.RunAsync(Settings, "rotate-key");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches(@"^Key [\w-]{22} signs tokens from \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\.\n$", output);
        await TokenAsync(client);
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = SampleTenant.Provisioning.ToString(),
            ["client_secret"] = SampleTenant.ProvisioningSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await client.PostAsync($"/{SampleTenant.Id}/oauth2/v2.0/token", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }
}
