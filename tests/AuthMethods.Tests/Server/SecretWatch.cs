using System.Text.RegularExpressions;
using AuthMethods.Seed;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tests.Server;

/// <summary>
/// Fails the request that logs a token, a phone number or one of the passwords and client secrets that the tests use, at any level. It watches the
/// server that most tests share.
/// </summary>
[ProviderAlias(nameof(SecretWatch))]
internal sealed partial class SecretWatch : ILoggerProvider, ILogger
{
    // Here and not in NewUser, because all test projects compile this folder.
    internal const string NewUserPassword = "Quiet-River-7";

    private static readonly string[] Secrets =
        [SampleTenant.Password, SampleTenant.ProvisioningSecret, SampleTenant.ReportingSecret, NewUserPassword, "Adele+Pass", "Bearer ey"];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Check(formatter(state, exception));
        if (exception is not null) Check(exception.ToString());
    }

    public void Dispose() { }

    private static void Check(string text)
    {
        if (!Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)) && !TokenOrNumber().IsMatch(text)) return;
        Console.Error.WriteLine($"A secret is in the log: {text}");
        throw new InvalidOperationException("A secret is in the log.");
    }

    [GeneratedRegex(@"eyJ[\w-]{20,}\.|\+1 ?\d{10}")]
    private static partial Regex TokenOrNumber();
}
