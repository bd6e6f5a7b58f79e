namespace AuthMethods.Storage;

/// <summary>
/// Bounds how many requests use the database at the same time, and so how many contexts and connections there are. Others wait, and are
/// answered 503 if that takes too long. Changes and background work run in contexts of their own, at most one for each of these.
/// </summary>
internal sealed class DatabaseSlots(int count) : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1.5);

    private readonly SemaphoreSlim _free = new(count, count);
    private long _givenBack;

    public int Taken => count - _free.CurrentCount;

    /// <summary>How many were given back since the start.</summary>
    public long GivenBack => Interlocked.Read(ref _givenBack);

    public async ValueTask TakeAsync(CancellationToken cancellation)
    {
        if (!await _free.WaitAsync(MaxWait, cancellation)) throw TookTooLong();
    }

    /// <summary>Blocks the thread. Requests call <see cref="TakeAsync"/> before anything needs the database.</summary>
    public void Take()
    {
        if (!_free.Wait(MaxWait)) throw TookTooLong();
    }

    public void GiveBack()
    {
        Interlocked.Increment(ref _givenBack);
        _free.Release();
    }

    public void Dispose() => _free.Dispose();

    private TimeoutException TookTooLong() => new($"{count} requests are using the database already.");
}

/// <summary>The slot of one request, given back when the request ends.</summary>
internal sealed class DatabaseSlot(DatabaseSlots slots) : IDisposable
{
    private bool _isTaken;

    public async ValueTask TakeAsync(CancellationToken cancellation)
    {
        if (_isTaken) return;
        await slots.TakeAsync(cancellation);
        _isTaken = true;
    }

    public void Take()
    {
        if (_isTaken) return;
        slots.Take();
        _isTaken = true;
    }

    public void Dispose()
    {
        if (_isTaken) slots.GiveBack();
        _isTaken = false;
    }
}
