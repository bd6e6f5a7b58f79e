using System.Text.Json;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Batch;

/// <summary>Parses a batch. If its structure is invalid, the whole call fails and no entry runs.</summary>
internal static class BatchRequest
{
    public const int MaxEntries = 20;

    /// <summary>The entries in the order they were sent.</summary>
    public static IReadOnlyList<BatchEntry> Read(GraphBody body)
    {
        var requests = body.Member("requests");
        if (requests is not { ValueKind: JsonValueKind.Array } || requests.Value.GetArrayLength() == 0) throw GraphErrors.BatchEmpty();
        if (requests.Value.GetArrayLength() > MaxEntries) throw GraphErrors.BatchTooLong(MaxEntries);
        var entries = new Dictionary<string, BatchEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var sent in requests.Value.EnumerateArray())
        {
            if (sent.ValueKind != JsonValueKind.Object || ReadId(sent.Member("id")) is not { } id) throw GraphErrors.BatchIdMissing();
            if (!entries.TryAdd(id, new(id, sent, DependenciesOf(sent)))) throw GraphErrors.BatchIdRepeated(id);
        }

        foreach (var unknown in entries.Values.SelectMany(e => e.DependsOn).Where(id => !entries.ContainsKey(id)))
        {
            throw GraphErrors.BatchDependencyUnknown(unknown);
        }

        return [.. entries.Values];
    }

    /// <summary>Sorts the entries so that each follows the ones it depends on.</summary>
    public static IReadOnlyList<BatchEntry> InOrder(IReadOnlyList<BatchEntry> entries)
    {
        var waiting = entries.ToList();
        var ordered = new List<BatchEntry>(entries.Count);
        var placed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (waiting.Count > 0)
        {
            var ready = waiting.FindAll(e => e.DependsOn.All(placed.Contains));
            if (ready.Count == 0) throw GraphErrors.BatchCircular();
            ordered.AddRange(ready);
            placed.UnionWith(ready.Select(e => e.Id));
            waiting.RemoveAll(e => placed.Contains(e.Id));
        }

        return ordered;
    }

    private static IReadOnlyList<string> DependenciesOf(JsonElement sent) => sent.Member("dependsOn") switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } ids =>
            [.. ids.EnumerateArray().Select(id => ReadId(id) ?? throw GraphErrors.BatchDependencyUnknown(id.GetRawText()))],
        var other => throw GraphErrors.BatchDependencyUnknown(other.Value.GetRawText()),
    };

    /// <summary>Some clients send numbers as ids; the text of the number is the id.</summary>
    private static string? ReadId(JsonElement? id) => id switch
    {
        { ValueKind: JsonValueKind.String } text => GraphBody.TextOf(text) is { Length: > 0 } given ? given : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}

internal static class JsonElementExtensions
{
    /// <summary>Finds a member by name, ignoring case. An explicit null counts as not sent.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
        }

        return null;
    }
}
