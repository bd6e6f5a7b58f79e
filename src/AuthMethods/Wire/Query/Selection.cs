using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Wire.Query;

/// <summary>The properties in <c>$select</c>, resolved against the declared type.</summary>
internal sealed class Selection
{
    private readonly string[] _names;

    private Selection(string[] names) => (_names, Context) = (names, $"({string.Join(',', names)})");

    public IReadOnlyList<string> Names => _names;

    /// <summary>The selection in the context, in declared spelling.</summary>
    public string Context { get; }

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>The selected properties that exist on the declared type or a type derived from it.</summary>
    public IEnumerable<WireProperty> Of(WireType type) => _names.Select(type.Find).OfType<WireProperty>();

    /// <summary>Returns null for the default properties. Throws <paramref name="unknown"/> for an unknown name.</summary>
    internal static Selection? Parse(string? value, WireType type, Func<string, GraphException> unknown)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        var names = new List<string>();
        foreach (var name in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "*")
            {
                names.AddRange(type.Properties.Where(p => p.IsDeclared && !p.IsWriteOnly).Select(p => p.Name));
                continue;
            }

            names.Add((type.FindSelectable(name) ?? throw unknown(name)).Name);
        }

        return names.Count == 0 ? null : new([.. names.Distinct()]);
    }
}
