using AuthMethods.Admin.Home;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Admin;

/// <summary>The first lines for clients work as they are shown.</summary>
public sealed class StartsTests
{
    [SkippableTheory]
    [InlineData("curl", "bash", "-c")]
    [InlineData("javascript", "node", "--input-type=module", "-e")]
    [InlineData("python", "python3", "-c")]
    [InlineData("powershell", "pwsh", "-NoProfile", "-Command")]
    public async Task Lines_ListTheMethodsOfKim(string client, string program, params string[] arguments)
    {
        var found = Repository.Programs.Find(program);
        Skip.If(found is null, $"Needs {program}.");
        await using var server = await TestServer.StartAsync(listen: true);
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        var lines = Starts.Of(server.Address.GetLeftPart(UriPartial.Authority)).Single(start => start.Key == client).Text;
        // The modules of the Graph PowerShell SDK are not installed.
        if (client == "powershell") lines = lines.Split("Add-MgEnvironment")[0] + "$token.Length";

        var output = await Repository.Programs.RunAsync(found!, [.. arguments, lines]);

        Assert.Matches(client == "powershell" ? "^[0-9]+" : "phoneAuthenticationMethod", output);
    }
}
