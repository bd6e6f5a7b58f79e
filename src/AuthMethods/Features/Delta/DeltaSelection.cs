using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Delta;

/// <summary>The properties and relationships that a delta query shows and tracks.</summary>
internal sealed class DeltaSelection
{
    private readonly string[]? _names;

    private DeltaSelection(string[]? names, WireProperty[] properties, string[] relations) => (_names, Properties, Relations) = (names, properties, relations);

    public IReadOnlyList<WireProperty> Properties { get; }

    public IReadOnlyList<string> Relations { get; }

    /// <summary>The selected names in declared spelling, separated by commas; empty for the default.</summary>
    public string Text => _names is null ? "" : string.Join(',', _names);

    /// <summary>Whether an object is shown if this property changes. Without <c>$select</c>, all properties are tracked.</summary>
    public bool Tracks(string property) => _names is null || _names.Contains(property);

    public static DeltaSelection Parse(string? select, TrackedObjects objects, GraphVersion version)
    {
        var type = WireType.Of(objects.Type, version);
        if (string.IsNullOrWhiteSpace(select)) return new(null, type.Default, objects.DefaultRelations);
        var names = new List<string>();
        foreach (var name in select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (objects.NotTracked.Contains(name)) throw GraphErrors.NotOnCollections(name);
            if (name == "*") names.AddRange(type.Properties.Where(p => p.IsDeclared && !objects.NotTracked.Contains(p.Name)).Select(p => p.Name));
            else names.Add(RelationOf(name) ?? type.Find(name)?.Name ?? throw GraphErrors.NotDeclared(name));
        }

        string[] distinct = [.. names.Distinct()];
        return new(
            distinct, [.. distinct.Select(type.Find).OfType<WireProperty>()], [.. distinct.Where(objects.Relations.Contains)]);

        string? RelationOf(string name) => objects.Relations.FirstOrDefault(r => r.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
