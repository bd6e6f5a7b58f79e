using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>The fields of items in memory: all properties that the wire shows, at any depth, read from the item's actual type.</summary>
internal sealed class ItemFields(Type wireType, GraphVersion version) : Fields<object>("", wireType, _ => Guid.Empty)
{
    private const Operators All =
        Operators.Eq | Operators.Ne | Operators.In | Operators.StartsWith | Operators.EndsWith | Operators.Contains | Operators.Null;

    private static readonly ConcurrentDictionary<(Type, GraphVersion), Dictionary<string, WireProperty>> Known = new();

    public override string? PathOf(QueryNode node) => PropertyPath.Within(node)?.Path;

    public override Field? Find(string path) => new(path, Reading<object?>(item => Read(item, path)), new ItemKind())
    {
        ByDefault = PropertyOf(WireType, path)?.IsOrdered == true ? All | Operators.Ge | Operators.Le : All,
    };

    public override Field? FindList(string path) => new(path, Reading(item => ItemsOf(Read(item, path))), new ItemKind()) { ByDefault = All };

    public override GraphException Unsupported(string property) =>
        GraphErrors.InvalidFilter("only eq, ne, in, has, and, or, not, startsWith, endsWith, contains, any and all are supported on this collection.");

    /// <summary>The value at a path; null if a property on the path is null, not part of the item's type, or write-only.</summary>
    public object? Read(object? item, string path)
    {
        if (path.Length == 0) return item;
        foreach (var name in path.Split('/'))
        {
            item = item is not null && PropertyOf(item.GetType(), name) is { IsWriteOnly: false } property ? property.Get(item) : null;
        }

        return item;
    }

    private WireProperty? PropertyOf(Type type, string name) =>
        Known.GetOrAdd((type, version), static key => GraphModel.PropertiesOf(key.Item1, key.Item2).ToDictionary(p => p.Name)).GetValueOrDefault(name);

    private static IEnumerable<object?> ItemsOf(object? list) => (list as IEnumerable ?? Array.Empty<object>()).Cast<object?>();

    private static Expression<Func<object, T>> Reading<T>(Func<object, T> read) => item => read(item);
}
