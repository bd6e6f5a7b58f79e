namespace AuthMethods.Wire.Query;

/// <summary>What a filter may do with a property.</summary>
[Flags]
internal enum Operators
{
    None = 0,
    Eq = 1,

    /// <summary><c>ne</c>, and standing below a <c>not</c>.</summary>
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

/// <summary>Whether something may be asked for always, or only of an advanced query: with <c>ConsistencyLevel: eventual</c> and <c>$count=true</c>.</summary>
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

    /// <summary>The text begins with what is searched.</summary>
    ByPrefix,

    /// <summary>Each word that is searched begins a word of the text.</summary>
    ByWords,
}
