namespace AuthMethods.Storage;

/// <summary>
/// How many tenants were removed on this server, so that what is remembered of a tenant is asked for again. Other servers' removals are
/// noticed because nothing is remembered for longer than <see cref="Lifetime"/>.
/// </summary>
internal sealed class RemovedTenants
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Note() => Interlocked.Increment(ref _count);
}
