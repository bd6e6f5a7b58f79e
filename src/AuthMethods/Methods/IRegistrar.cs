using AuthMethods.Access;
using AuthMethods.Directory;

namespace AuthMethods.Methods;

/// <summary>A kind of method that can be registered in bulk.</summary>
internal interface IRegistrar
{
    /// <summary>What it reads from each row, in the order in which it must be set.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>What setting one asks for.</summary>
    string Permission { get; }

    /// <summary>Sees to it that a user has what the column says; throws what a single call would answer.</summary>
    Task<Registration> SetAsync(TargetUser user, string column, string value);
}

/// <summary>What became of one value.</summary>
public enum Registration
{
    Registered,
    Updated,
    Unchanged,
    Refused,
}
