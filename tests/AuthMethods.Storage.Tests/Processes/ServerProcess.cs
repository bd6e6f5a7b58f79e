using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AuthMethods.Server;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The built program as an operator runs it, with its files in a directory of its own.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) _errors.Append(text).Append('\n');
        };
        process.Start();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The lines that it wrote to standard output since it listens.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The number of its open files and connections.</summary>
    public int OpenFiles => System.IO.Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>How often it has a file open.</summary>
    public int Opened(string path) =>
        System.IO.Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Count(fd => new FileInfo(fd).LinkTarget == path);

    /// <summary>Whether it has loaded a library.</summary>
    public bool HasLoaded(string library) =>
        File.ReadLines($"/proc/{_process.Id}/maps").Any(line => line.EndsWith($"/{library}.dll", StringComparison.Ordinal));

    /// <summary>Runs a verb until it exits.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        using var verb = new ServerProcess(Program(settings, null, arguments));
        var output = await verb._process.StandardOutput.ReadToEndAsync();
        await verb._process.WaitForExitAsync();
        return (verb._process.ExitCode, output, verb._errors.ToString());
    }

    /// <summary>Starts the server and waits until it listens.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="program">The program's file, if it is not the one that was built with the tests.</param>
    public static async Task<ServerProcess> ServeAsync(IEnumerable<KeyValuePair<string, string?>> settings, string? program = null)
    {
        var server = new ServerProcess(Program(settings, program, "serve"));
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            server.Address = new(match.Groups[1].Value);
            _ = server.ReadAsync();
            return server;
        }

        throw new InvalidOperationException($"The server did not start: {server._errors}");
    }

    /// <summary>Waits for a line that contains a text.</summary>
    public async Task<string> LineAsync(string text)
    {
        for (var left = 100; ; left--)
        {
            if (Lines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line) return line;
            Assert.True(left > 0, $"no line with '{text}' in: {string.Join('\n', Lines)}");
            await Task.Delay(100);
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) Lines.Enqueue(line);
    }

    /// <summary>Kills the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        // Until it exits, it writes to the directory that the test deletes next.
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Program(IEnumerable<KeyValuePair<string, string?>> settings, string? program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program ?? typeof(Schema).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new() { StartInfo = start };
    }

    [GeneratedRegex(@"listening on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
