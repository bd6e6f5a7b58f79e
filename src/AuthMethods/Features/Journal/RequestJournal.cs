using System.Collections.Concurrent;
using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.Journal;

/// <summary>The latest requests to each tenant, in the memory of this server. No body and no header is kept.</summary>
internal sealed class RequestJournal(IOptions<JournalOptions> options)
{
    private readonly ConcurrentDictionary<Guid, Ring> _rings = new();
    private readonly int _capacity = options.Value.Capacity;

    /// <param name="tenant">The tenant of the token.</param>
    /// <param name="request">A request that was answered.</param>
    public void Add(Guid tenant, JournaledRequest request) => _rings.GetOrAdd(tenant, _ => new()).Add(request, _capacity);

    /// <summary>The requests to a tenant, oldest first.</summary>
    public IReadOnlyList<JournaledRequest> Of(Guid tenant) => _rings.TryGetValue(tenant, out var ring) ? ring.All() : [];

    /// <summary>The first request that is, or was, answered after another one or after this call began; null if none is in time.</summary>
    public async Task<JournaledRequest?> NextAsync(Guid tenant, string? after, DateTimeOffset now, TimeSpan wait, CancellationToken cancellation)
    {
        var ring = _rings.GetOrAdd(tenant, _ => new());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(wait);
        while (true)
        {
            var (found, added) = ring.After(after, now);
            if (found is not null) return found;
            try
            {
                await added.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    public void Clear(Guid tenant) => _rings.TryRemove(tenant, out _);

    private sealed class Ring
    {
        private readonly Lock _lock = new();
        private readonly Queue<JournaledRequest> _requests = new();
        private TaskCompletionSource _added = New();

        public void Add(JournaledRequest request, int capacity)
        {
            TaskCompletionSource added;
            lock (_lock)
            {
                if (_requests.Count == capacity) _requests.Dequeue();
                _requests.Enqueue(request);
                if (!_isAwaited) return;
                (added, _added, _isAwaited) = (_added, New(), false);
            }

            added.SetResult();
        }

        public IReadOnlyList<JournaledRequest> All()
        {
            lock (_lock) return [.. _requests];
        }

        /// <summary>The request, or null and what completes when another one is added.</summary>
        public (JournaledRequest? Found, Task Added) After(string? id, DateTimeOffset now)
        {
            lock (_lock)
            {
                var isKnown = id is not null && _requests.Any(r => r.Id == id);
                var found = isKnown
                    ? _requests.SkipWhile(r => r.Id != id).Skip(1).FirstOrDefault()
                    : _requests.FirstOrDefault(r => r.CreatedDateTime >= now);
                _isAwaited = found is null;
                return (found, _added.Task);
            }
        }

        private bool _isAwaited;

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A request as the journal keeps it.</summary>
internal sealed class JournaledRequest
{
    public required string Id { get; init; }

    public required string ClientRequestId { get; init; }

    public required DateTimeOffset CreatedDateTime { get; init; }

    public required TimeSpan Duration { get; init; }

    public required GraphVersion Version { get; init; }

    public required string Method { get; init; }

    /// <summary>As routes see it, with the values of the client.</summary>
    public required string Path { get; init; }

    /// <summary>The route's template; null if no route matched.</summary>
    public required string? Template { get; init; }

    public required string Query { get; init; }

    public required int Status { get; init; }

    public required CallingApplication Application { get; init; }

    public required Guid? CallerId { get; init; }

    /// <summary>Null if the token was refused.</summary>
    public required Caller? Caller { get; init; }

    public required RequiresAttribute? Requires { get; init; }

    public required Refusal? Refusal { get; init; }

    public bool IsOnOwnAccount => Caller?.ActedOn is { } account && Caller.Is(account);
}
