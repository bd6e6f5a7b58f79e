using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Wire;

/// <summary>The response to a request that is part of another one, kept in memory.</summary>
internal sealed class BufferedResponse(Allowance allowance) : PipeWriter, IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly List<(Func<object, Task> Callback, object State)> _completed = [];
    private ArrayBufferWriter<byte> _body = new(1024);
    private Stream? _stream;

    /// <summary>Lets a request answer into memory.</summary>
    public static BufferedResponse Attach(HttpContext context, Allowance allowance)
    {
        var response = new BufferedResponse(allowance);
        context.Features.Set<IHttpResponseFeature>(response);
        context.Features.Set<IHttpResponseBodyFeature>(response);
        context.Features.Set<IHttpRequestLifetimeFeature>(new BufferedLifetime(response, context.RequestAborted));
        return response;
    }

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public bool HasStarted => _body.WrittenCount > 0;

    public ReadOnlySpan<byte> Written => _body.WrittenSpan;

    /// <summary>The response was aborted and is incomplete.</summary>
    public bool IsAborted { get; set; }

    /// <summary>The response exceeded what is left of the allowance.</summary>
    public bool IsTooLarge { get; private set; }

    Stream IHttpResponseFeature.Body { get => Stream; set => throw new NotSupportedException(); }

    public Stream Stream => _stream ??= AsStream();

    public PipeWriter Writer => this;

    public override void Advance(int bytes)
    {
        if (!allowance.Take(bytes))
        {
            IsTooLarge = true;
            allowance.GiveBack(_body.WrittenCount);
            _body = new();
            throw new IOException("The responses exceed the size limit.");
        }

        _body.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _body.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _body.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        new(new FlushResult(isCanceled: false, isCompleted: false));

    public override void CancelPendingFlush() { }

    public override void Complete(Exception? exception = null) { }

    public void OnStarting(Func<object, Task> callback, object state) { }

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Add((callback, state));

    public void DisableBuffering() { }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Runs the registered callbacks, last registered first.</summary>
    public async Task CompletedAsync()
    {
        for (var i = _completed.Count - 1; i >= 0; i--) await _completed[i].Callback(_completed[i].State);
    }
}

/// <summary>Aborting it does not abort the request that it is part of.</summary>
internal sealed class BufferedLifetime(BufferedResponse response, CancellationToken aborted) : IHttpRequestLifetimeFeature
{
    public CancellationToken RequestAborted { get; set; } = aborted;

    public void Abort() => response.IsAborted = true;
}

/// <summary>How many more bytes responses may have in total.</summary>
internal sealed class Allowance(int bytes)
{
    private int _left = bytes;

    public bool Take(int wanted)
    {
        if (Interlocked.Add(ref _left, -wanted) >= 0) return true;
        Interlocked.Add(ref _left, wanted);
        return false;
    }

    public void GiveBack(int taken) => Interlocked.Add(ref _left, taken);
}
