namespace AuthMethods.Wire.Errors;

/// <summary>The result of a store's change: done, or refused with one of <see cref="GraphErrors"/>.</summary>
internal readonly struct Outcome
{
    private Outcome(GraphException? refusal, bool isKept) => (Refusal, IsKept) = (refusal, isKept);

    public static Outcome Done => default;

    public GraphException? Refusal { get; }

    /// <summary>Whether rows that were written before the refusal are kept.</summary>
    internal bool IsKept { get; }

    /// <summary>A refusal that keeps the rows that the change has written.</summary>
    public static Outcome Kept(GraphException refusal) => new(refusal, isKept: true);

    public static implicit operator Outcome(GraphException refusal) => new(refusal, isKept: false);

    /// <summary>Adds a result if the change was done.</summary>
    public Outcome<T> With<T>(T result) => Refusal is null ? new(result) : new(Refusal, IsKept);

    /// <summary>Throws the refusal, if there is one, which ends the request.</summary>
    public void OrThrow()
    {
        if (Refusal is not null) throw Refusal;
    }
}

/// <summary>An <see cref="Outcome"/> with a result.</summary>
internal readonly struct Outcome<T>
{
    private readonly T? _result;

    internal Outcome(T result) => _result = result;

    internal Outcome(GraphException refusal, bool isKept) => (_result, Refusal, IsKept) = (default, refusal, isKept);

    public GraphException? Refusal { get; }

    internal bool IsKept { get; }

    public static implicit operator Outcome<T>(T result) => new(result);

    public static implicit operator Outcome<T>(GraphException refusal) => new(refusal, isKept: false);

    /// <summary>Replaces the result if the change was done.</summary>
    public Outcome<TOther> With<TOther>(TOther result) => Refusal is null ? new(result) : new(Refusal, IsKept);

    /// <summary>Returns the result, or throws the refusal, which ends the request.</summary>
    public T OrThrow() => Refusal is null ? _result! : throw Refusal;
}
