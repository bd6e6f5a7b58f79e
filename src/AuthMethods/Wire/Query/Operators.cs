namespace AuthMethods.Wire.Query;

/// <summary>What a filter may do with a property.</summary>
[Flags]
internal enum Operators
{
    None = 0,
    Eq = 1,

    /// <summary><c>ne</c>, and use inside <c>not</c>.</summary>
    Ne = 2,

    /// <summary><c>ge</c> and <c>gt</c>.</summary>
    Ge = 4,

    /// <summary><c>le</c> and <c>lt</c>.</summary>
    Le = 8,
    In = 16,
    StartsWith = 32,
    EndsWith = 64,
    Contains = 128,

    /// <summary><c>eq null</c>.</summary>
    Null = 256,

    /// <summary>The <c>$count</c> of a collection.</summary>
    Count = 512,
}

/// <summary>Whether something is allowed always or only in an advanced query, with <c>ConsistencyLevel: eventual</c> and <c>$count=true</c>.</summary>
internal enum Allowed
{
    Never,
    ByDefault,
    Advanced,
}

/// <summary>How <c>$search</c> looks at a property.</summary>
internal enum Searched
{
    No,

    /// <summary>The text begins with the searched text.</summary>
    ByPrefix,

    /// <summary>Each searched word is the beginning of a word in the text.</summary>
    ByWords,
}
