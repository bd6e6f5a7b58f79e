using System.Diagnostics;

namespace AuthMethods.Tests.Repository;

/// <summary>Runs programs of this machine on the code that the pages show.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The path of a program, or null when it is not installed. <c>AUTHMETHODS_TEST_PWSH</c> and the like name one outside the path.</summary>
    public static string? Find(string name) =>
        Environment.GetEnvironmentVariable($"AUTHMETHODS_TEST_{name.ToUpperInvariant()}")
        ?? Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program, which must exit with 0, and returns its output.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string? folder = null, Dictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        // The variables of the test runner would mislead a build that a page starts.
        var inherited = start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray();
        foreach (var name in inherited) start.Environment.Remove(name);
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await error}\n{await output}");
        return await output;
    }
}
