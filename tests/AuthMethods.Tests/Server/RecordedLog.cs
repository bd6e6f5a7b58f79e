using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tests.Server;

/// <summary>Records log messages of a minimum level; the settings of its own are under <c>Logging:RecordedLog</c>.</summary>
[ProviderAlias(nameof(RecordedLog))]
internal sealed class RecordedLog(LogLevel from) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _lines.Enqueue($"{logLevel} {eventId}: {formatter(state, exception)} {exception}");
    }

    public void Dispose() { }
}
