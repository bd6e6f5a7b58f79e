using System.Globalization;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Activity;

/// <summary>A call that answers rows, shown as a table or a chart and exported as CSV.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Path">Its address, encoded, with the names of fields in braces where a value of theirs belongs.</param>
/// <param name="Columns">The columns. Those of a chart are a text and a number.</param>
public sealed record Report(string Key, string Title, string Path, IReadOnlyList<Column> Columns)
{
    /// <summary>What the numbers of a chart count; null for a table.</summary>
    public string? Unit { get; init; }

    /// <summary>The property of the answer with the rows.</summary>
    public string Property { get; init; } = "value";

    /// <summary>Whether the answer comes in pages.</summary>
    public bool IsPaged { get; init; }

    /// <summary>The address of the first page.</summary>
    /// <param name="fields">The fields by which the rows are chosen.</param>
    /// <param name="sent">What people entered.</param>
    /// <param name="size">How many rows a page has.</param>
    public string Address(IReadOnlyList<Field> fields, IQueryCollection sent, int size)
    {
        var address = fields.Aggregate(Path, (path, field) => path.Replace($"{{{field.Name}}}", field.ValueOf(sent), StringComparison.Ordinal));
        if (!IsPaged) return address;
        var conditions = fields.Select(field => field.ConditionOf(sent)).Where(condition => condition.Length > 0).ToArray();
        return $"{address}?$top={size}{(conditions.Length == 0 ? "" : $"&$filter={Uri.EscapeDataString(string.Join(" and ", conditions))}")}";
    }

    /// <summary>Whether an address is a page of this list.</summary>
    public bool IsPage(string address) => address.StartsWith(Path + "?", StringComparison.Ordinal);

    public IReadOnlyList<JsonNode> RowsOf(GraphCall call) => call.Body?[Property] is JsonArray rows ? [.. rows.OfType<JsonNode>()] : [];

    /// <summary>The bars of a chart, longest first, without those of no length.</summary>
    public IEnumerable<(string Text, long Value)> BarsOf(GraphCall call) => RowsOf(call)
        .Select(row => (Columns[0].Text(row), long.Parse(Columns[1].Text(row), CultureInfo.InvariantCulture)))
        .Where(bar => bar.Item2 > 0).OrderByDescending(bar => bar.Item2);
}

/// <summary>A column of a report.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What it says about a row.</param>
public sealed record Column(string Title, Func<JsonNode, string> Text)
{
    /// <summary>Whether what it says is good or bad; null if it is neither.</summary>
    public Func<JsonNode, bool>? IsGood { get; init; }

    /// <summary>The page that it leads to; null for none.</summary>
    public Func<JsonNode, string?> Link { get; init; } = _ => null;

    /// <summary>What is below it on the page.</summary>
    public Func<JsonNode, string> Below { get; init; } = _ => "";

    public bool IsNumber { get; init; }

    /// <summary>It is in the file only.</summary>
    public bool IsExportOnly { get; init; }
}

/// <summary>What people choose rows by.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Label">What people call it.</param>
public sealed record Field(string Name, string Label)
{
    /// <summary>The condition for what was entered, of which quotes are doubled; null if it is a part of the address.</summary>
    public Func<string, string>? Condition { get; init; }

    /// <summary>The type of the field.</summary>
    public string Type { get; init; } = "search";

    /// <summary>What can be chosen, the first unless something else is; null for a text.</summary>
    public IReadOnlyList<(string Value, string Text)>? Choices { get; init; }

    public string ValueOf(IQueryCollection sent)
    {
        var value = sent[Name].ToString().Trim();
        if (Choices is not null) return Choices.FirstOrDefault(choice => choice.Value == value, Choices[0]).Value;
        return Type == "date" && !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? "" : value;
    }

    public string ConditionOf(IQueryCollection sent) =>
        Condition is not null && ValueOf(sent) is { Length: > 0 } value ? Condition(value.Replace("'", "''", StringComparison.Ordinal)) : "";
}
