namespace AuthMethods.Wire.Errors;

/// <summary>What a store answers to a request to change something: that it is done, or the one of <see cref="GraphErrors"/> that refuses it.</summary>
internal readonly struct Outcome
{
    private Outcome(GraphException? refusal, bool isKept) => (Refusal, IsKept) = (refusal, isKept);

    public static Outcome Done => default;

    public GraphException? Refusal { get; }

    /// <summary>What was written before the refusal stays.</summary>
    internal bool IsKept { get; }

    /// <summary>A refusal that leaves in place what the change has written.</summary>
    public static Outcome Kept(GraphException refusal) => new(refusal, isKept: true);

    public static implicit operator Outcome(GraphException refusal) => new(refusal, isKept: false);

    /// <summary>The result for an operation that is done.</summary>
    public Outcome<T> With<T>(T result) => Refusal is null ? new(result) : new(Refusal, IsKept);

    /// <summary>Ends the request with the refusal, if there is one.</summary>
    public void OrThrow()
    {
        if (Refusal is not null) throw Refusal;
    }
}

/// <summary>The same with a result.</summary>
internal readonly struct Outcome<T>
{
    private readonly T? _result;

    internal Outcome(T result) => _result = result;

    internal Outcome(GraphException refusal, bool isKept) => (_result, Refusal, IsKept) = (default, refusal, isKept);

    public GraphException? Refusal { get; }

    internal bool IsKept { get; }

    public static implicit operator Outcome<T>(T result) => new(result);

    public static implicit operator Outcome<T>(GraphException refusal) => new(refusal, isKept: false);

    /// <summary>Another result for what is done.</summary>
    public Outcome<TOther> With<TOther>(TOther result) => Refusal is null ? new(result) : new(Refusal, IsKept);

    /// <summary>The result, or the end of the request.</summary>
    public T OrThrow() => Refusal is null ? _result! : throw Refusal;
}
