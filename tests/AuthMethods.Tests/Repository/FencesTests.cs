using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Repository;

/// <summary>
/// The getting-started pages work as written: their <c>bash</c> blocks are one script, their <c>http</c> blocks are sent, and the first block
/// of a programming language is a whole program. A <c>text</c> block is what they print. Blocks in <c>sh</c> install or start something, and are not run.
/// </summary>
public sealed class FencesTests
{
    private const string WrittenAddress = "http://localhost:5080";

    public static TheoryData<string> ShellPages => PagesWith("bash");

    public static TheoryData<string> HttpPages => PagesWith("http");

    [SkippableTheory]
    [MemberData(nameof(ShellPages))]
    public async Task Shell_PrintsWhatThePageShows(string page)
    {
        var bash = Programs.Find("bash");
        Skip.If(bash is null || Programs.Find("curl") is null, "Needs bash and curl.");
        await using var server = await StartAsync();
        // A response body has no trailing line break.
        var script = string.Join('\n', RepositoryFiles.Blocks(page, "bash").Prepend("set -euo pipefail; curl() { command curl \"$@\"; echo; }"));

        AssertShown(page, "bash", await Programs.RunAsync(bash!, ["-c", Addressed(script, server)]));
    }

    [Theory]
    [MemberData(nameof(HttpPages))]
    public async Task Requests_AreAnswered(string page)
    {
        await using var server = await StartAsync();
        using var client = server.Client();

        await HttpBlock.SendAsync(client, Addressed(string.Join("\n###\n", RepositoryFiles.Blocks(page, "http")), server));
    }

    [SkippableTheory]
    [InlineData("docs/start/python.md")]
    [InlineData("docs/start/testing-python.md")]
    public Task Python_PrintsWhatThePageShows(string page) => RunAsync(page, "python", "python3", "first.py", program => [program]);

    [SkippableFact]
    public Task PowerShell_PrintsWhatThePageShows() =>
        RunAsync("docs/start/powershell.md", "powershell", "pwsh", "first.ps1", program => ["-NoProfile", "-File", program]);

    [SkippableFact]
    public Task DotNet_PrintsWhatThePageShows() => RunAsync("docs/start/dotnet.md", "csharp", "dotnet", "first.cs", program => ["run", program]);

    /// <summary>The function that connects the SDK, with the SDK's own commands replaced: the server accepts its token.</summary>
    [SkippableFact]
    public async Task PowerShell_ConnectAuthMethods_HandsOverAToken()
    {
        var pwsh = Programs.Find("pwsh");
        Skip.If(pwsh is null, "Needs pwsh.");
        await using var server = await StartAsync();
        var function = RepositoryFiles.Blocks("docs/start/powershell.md", "powershell").Single(block => block.StartsWith("function", StringComparison.Ordinal));
        const string sdk = """
            function Get-MgEnvironment { }
            function Add-MgEnvironment($Name, $GraphEndpoint, $AzureADEndpoint) { $script:endpoint = $GraphEndpoint }
            function Connect-MgGraph($Environment, [securestring] $AccessToken, [switch] $NoWelcome) {
                (Invoke-RestMethod "$endpoint/v1.0/organization" -Authentication Bearer -Token $AccessToken -AllowUnencryptedAuthentication).value.displayName
            }
            """;
        const string call = "Connect-AuthMethods -ClientId 00001111-aaaa-2222-bbbb-3333cccc4444 -ClientSecret provisioning-secret";

        var output = await Programs.RunAsync(pwsh!, ["-NoProfile", "-Command", Addressed($"{sdk}\n{function}\n{call}", server)]);
        Assert.Contains("Contoso", output, StringComparison.Ordinal);
    }

    /// <summary>The other blocks use modules that are not installed here, so they are only parsed.</summary>
    [SkippableFact]
    public async Task PowerShell_OfEveryBlock_IsRead()
    {
        var pwsh = Programs.Find("pwsh");
        Skip.If(pwsh is null, "Needs pwsh.");
        foreach (var block in RepositoryFiles.Pages().SelectMany(page => RepositoryFiles.Blocks(page, "powershell")))
        {
            const string read = """
                $errors = $null
                [void][Management.Automation.Language.Parser]::ParseInput($env:BLOCK, [ref]$null, [ref]$errors)
                $errors
                exit $errors.Count
                """;
            await Programs.RunAsync(pwsh!, ["-NoProfile", "-Command", read], variables: new() { ["BLOCK"] = block });
        }
    }

    private static async Task RunAsync(string page, string language, string program, string file, Func<string, string[]> arguments)
    {
        var found = Programs.Find(program);
        Skip.If(found is null, $"Needs {program}.");
        await using var server = await StartAsync();
        var folder = System.IO.Directory.CreateTempSubdirectory("authmethods-page-");
        try
        {
            // They keep the build from using those of a parent folder.
            foreach (var props in new[] { "Directory.Build.props", "Directory.Packages.props" })
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, props), "<Project />");
            }

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), Addressed(RepositoryFiles.Blocks(page, language).First(), server));

            AssertShown(page, language, await Programs.RunAsync(found!, arguments(file), folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertShown(string page, string language, string output)
    {
        var fences = RepositoryFiles.Fences(page).ToArray();
        var shown = fences.Zip(fences.Skip(1)).Where(pair => pair.First.Language == language && pair.Second.Language == "text")
            .SelectMany(pair => pair.Second.Code.Split('\n')).Where(line => line.Trim().Length > 0);

        Assert.All(shown, line => Assert.Contains(line.Trim(), output, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync(listen: true);
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        return server;
    }

    private static string Addressed(string text, TestServer server) =>
        text.Replace(WrittenAddress, server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);

    private static TheoryData<string> PagesWith(string language) =>
        [.. RepositoryFiles.Pages().Where(page => RepositoryFiles.Blocks(page, language).Any())];
}
