using AuthMethods.Seed;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The verbs of the built program. There are few tests, because each starts the program at least once.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    private KeyValuePair<string, string?>[] Settings => [new("Storage:Directory", _directory)];

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("seed", "--users")]
    [InlineData("tenant", "--id", "--domain", "--name")]
    [InlineData("token", "--user", "--app", "--scope", "--mfa", "--tenant")]
    public async Task Help_NamesTheVerbsOptions(string verb, params string[] options)
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(Settings, verb, "--help");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(options.Append(verb), option => Assert.Contains(option, output, StringComparison.Ordinal));
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("an unknown verb", "sevre")]
    [InlineData("an unknown option", "migrate", "--fast")]
    [InlineData("not a number", "seed", "--users", "many")]
    [InlineData("a negative number", "seed", "--users", "-1")]
    [InlineData("a tenant without a domain", "tenant", "--id", "3a1b2c3d-0000-4000-8000-000000000001")]
    [InlineData("no domain name", "tenant", "--id", "3a1b2c3d-0000-4000-8000-000000000001", "--domain", "contoso")]
    [InlineData("neither user nor application", "token")]
    [InlineData("both of them", "token", "--user", "kim@contoso.com", "--app", "00001111-aaaa-2222-bbbb-3333cccc4444")]
    [InlineData("a tenant that is not there", "token", "--user", "kim@contoso.com")]
    public async Task WrongArguments_GetOneLineAndExitCode2(string because, params string[] arguments)
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(Settings, arguments);

        Assert.True(exitCode == 2, because);
        Assert.Empty(output);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Setting_ThatIsWrong_GetsOneLineAndExitCode2()
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync([.. Settings, new("Storage:Engine", "Oracle")], "migrate");

        Assert.Equal(2, exitCode);
        Assert.Contains("Storage:Engine", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_ThenToken_PrintsATokenThatTheServerTakes()
    {
        var seeded = await ServerProcess.RunAsync(Settings, "seed", "--users", "3");
        Assert.Equal((0, ""), (seeded.ExitCode, seeded.Errors));
        Assert.Contains("3 of 3 users", seeded.Output, StringComparison.Ordinal);

        var token = await ServerProcess.RunAsync(Settings, "token", "--user", "global.admin@contoso.com");

        Assert.Equal((0, ""), (token.ExitCode, token.Errors));
        Assert.Matches(@"^[\w-]+\.[\w-]+\.[\w-]+\n$", token.Output);
        using var server = await ServerProcess.ServeAsync(Settings);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Output.Trim());
        var phones = await client.GetStringAsync($"/v1.0/users/user2@{SampleTenant.Domain}/authentication/phoneMethods");
        Assert.Contains("+1 2060000002", phones, StringComparison.Ordinal);
    }
}
