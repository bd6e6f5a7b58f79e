using System.Globalization;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Wire.Query;

/// <summary>The value of an expanded navigation property for each item of a response: an object, a collection of objects, or null.</summary>
/// <param name="IsPolymorphic">The declared type is abstract, so that each object contains its type.</param>
internal sealed record Expanded(Expansion Expansion, Func<object, object?> ValueOf, bool IsPolymorphic)
{
    /// <summary>An item without a value is written without the property, not with null.</summary>
    public bool IsOmittedIfNull { get; init; }

    /// <summary>What is expanded in the expanded objects themselves: the same property, one level less.</summary>
    public IReadOnlyList<Expanded> Below => Expansion.Levels > 1 ? [this with { Expansion = Expansion with { Levels = Expansion.Levels - 1 } }] : [];
}

/// <summary>A navigation property in <c>$expand</c>, and the selected properties of its target.</summary>
/// <param name="Name">In declared spelling.</param>
/// <param name="Selection">Null for the default properties.</param>
/// <param name="Levels">How many times the property is followed; more than once if the objects have the same property.</param>
internal sealed record Expansion(string Name, Selection? Selection, int Levels = 1)
{
    /// <summary>The most levels that Graph accepts, which <c>max</c> stands for.</summary>
    private const int MaxLevels = 1000;

    /// <summary>How the context shows it: <c>principal(id,displayName)</c>.</summary>
    public string Context => $"{Name}{Selection?.Context ?? "()"}";

    /// <summary>
    /// Parses <c>principal,roleDefinition($select=id)</c>. <paramref name="known"/> contains the target type of each navigation
    /// property. Other names, and options other than <c>$select</c> and <c>$levels</c>, are refused.
    /// </summary>
    internal static IReadOnlyList<Expansion> Parse(string? value, string declaringType, IReadOnlyDictionary<string, WireType> known)
    {
        if (string.IsNullOrWhiteSpace(value)) return [];
        var expansions = new List<Expansion>();
        foreach (var part in Split(value, ','))
        {
            var open = part.IndexOf('(', StringComparison.Ordinal);
            var requested = (open < 0 ? part : part[..open]).Trim();
            var (name, type) = known.FirstOrDefault(k => k.Key.Equals(requested, StringComparison.OrdinalIgnoreCase));
            if (type is null || expansions.Any(e => e.Name == name)) throw GraphErrors.UnknownProperty(requested, declaringType);
            if (open >= 0 && !part.EndsWith(')')) throw GraphErrors.InvalidExpand();
            expansions.Add(open < 0 ? new(name, null) : WithOptions(name, part[(open + 1)..^1], type));
        }

        return expansions;
    }

    private static Expansion WithOptions(string navigation, string options, WireType type)
    {
        var expansion = new Expansion(navigation, null);
        foreach (var option in Split(options, ';'))
        {
            var (name, value) = option.Split('=', 2) is [var n, var v] ? (n.Trim().TrimStart('$'), v) : throw GraphErrors.InvalidExpand();
            expansion = name.ToUpperInvariant() switch
            {
                "SELECT" => expansion with { Selection = Selection.Parse(value, type, unknown => GraphErrors.UnknownProperty(unknown, type.Name)) },
                "LEVELS" => expansion with { Levels = LevelsOf(value.Trim()) },
                _ => throw GraphErrors.InvalidExpand(),
            };
        }

        return expansion;
    }

    private static int LevelsOf(string value) =>
        value.Equals("max", StringComparison.OrdinalIgnoreCase) ? MaxLevels
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var levels) && levels is >= 1 and <= MaxLevels ? levels
        : throw GraphErrors.InvalidExpand();

    /// <summary>Splits at a separator that is not inside parentheses.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (from, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')') depth--;
            if (text[i] != separator || depth != 0) continue;
            yield return text[from..i];
            from = i + 1;
        }

        yield return text[from..];
    }
}
