using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Server;

/// <summary>Runs an action between the reads of a request and its change.</summary>
internal sealed class InterruptedWriter(Writer writer) : Writer, IAsyncDisposable
{
    private Func<Task>? _interruption;

    /// <summary>Sets the action to run once, before the next change.</summary>
    public void BeforeTheNextChange(Func<Task> interruption) => _interruption = interruption;

    public override async Task<T> RunAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation = default)
    {
        if (Interlocked.Exchange(ref _interruption, null) is { } interruption) await interruption();
        return await writer.RunAsync(tenantId, trail, work, cancellation);
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)writer).DisposeAsync();

    /// <summary>Wraps the server's own writer.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var own = services.Single(s => s.ServiceType == typeof(Writer)).ImplementationType!;
        services.AddSingleton(provider => new InterruptedWriter((Writer)ActivatorUtilities.CreateInstance(provider, own)));
        services.AddSingleton<Writer>(provider => provider.GetRequiredService<InterruptedWriter>());
    }
}
