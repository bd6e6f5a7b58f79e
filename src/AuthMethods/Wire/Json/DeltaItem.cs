namespace AuthMethods.Wire.Json;

/// <summary>An item of a delta query's response: an object with some of its properties, or the id of a removed one.</summary>
internal sealed record DeltaItem(string Id)
{
    /// <summary>The reason for an object that can be restored.</summary>
    public const string Changed = "changed";

    /// <summary>The reason for an object or a relationship that no longer exists.</summary>
    public const string Deleted = "deleted";

    /// <summary>Why the object was removed; null if it wasn't.</summary>
    public string? Removed { get; init; }

    public object? Object { get; init; }

    /// <summary>The properties to write; the id is written in any case.</summary>
    public IReadOnlyList<WireProperty> Properties { get; init; } = [];

    public IReadOnlyList<DeltaLink> Links { get; init; } = [];
}

/// <summary>A relationship that was added or removed, an item of <c>members@delta</c>.</summary>
/// <param name="Relation">The navigation property.</param>
/// <param name="Type">Graph's name of the related object's type.</param>
internal sealed record DeltaLink(string Relation, string Type, Guid Id, bool IsRemoved);
