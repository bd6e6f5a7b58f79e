using AuthMethods.Access;
using AuthMethods.Directory;

namespace AuthMethods.Methods;

/// <summary>A kind of method that can be registered in bulk.</summary>
internal interface IRegistrar
{
    /// <summary>The columns it reads, in the order in which they must be set.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The permission that setting a value requires.</summary>
    string Permission { get; }

    /// <summary>Makes sure that a user has the column's value; throws the error that a single call would return.</summary>
    Task<Registration> SetAsync(TargetUser user, string column, string value);
}

/// <summary>The result for one value.</summary>
public enum Registration
{
    Registered,
    Updated,
    Unchanged,
    Refused,
}
