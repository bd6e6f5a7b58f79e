using System.Text.Json.Nodes;

namespace AuthMethods.Tests.Repository;

/// <summary>The subset of YAML that docker-compose.yml uses: mappings, lists of scalars, JSON in brackets, anchors, aliases and merges.</summary>
internal sealed class Yaml
{
    private readonly List<(int Indent, string Text)> _lines;
    private readonly Dictionary<string, JsonNode> _anchors = [];
    private int _next;

    private Yaml(string text) => _lines =
        [.. text.Split('\n').Where(line => line.TrimStart() is { Length: > 0 } content && content[0] != '#')
            .Select(line => (line.Length - line.TrimStart().Length, line.Trim()))];

    public static JsonObject Read(string text)
    {
        var yaml = new Yaml(text);
        var document = yaml.Block();
        return yaml._next == yaml._lines.Count
            ? document.AsObject()
            : throw new FormatException($"Unexpected indentation: {yaml._lines[yaml._next].Text}");
    }

    private JsonNode Block()
    {
        var indent = _lines[_next].Indent;
        return _lines[_next].Text.StartsWith("- ", StringComparison.Ordinal) ? List(indent) : Mapping(indent);
    }

    private JsonArray List(int indent)
    {
        var list = new JsonArray();
        while (_next < _lines.Count && _lines[_next].Indent == indent) list.Add(Scalar(_lines[_next++].Text[2..]));
        return list;
    }

    private JsonObject Mapping(int indent)
    {
        var mapping = new JsonObject();
        while (_next < _lines.Count && _lines[_next].Indent == indent)
        {
            var parts = _lines[_next++].Text.Split(':', 2);
            if (parts.Length < 2) throw new FormatException($"Neither a key nor a list's item: {parts[0]}");
            var value = Value(parts[1].Trim(), indent);
            if (parts[0] != "<<") mapping.Add(parts[0], value);
            else foreach (var (key, merged) in value!.AsObject()) mapping.Add(key, merged?.DeepClone());
        }

        return mapping;
    }

    private JsonNode? Value(string text, int indent)
    {
        if (text.StartsWith('*')) return _anchors[text[1..]].DeepClone();
        if (text.Length > 0 && text[0] != '&') return Scalar(text);
        var child = _next < _lines.Count && _lines[_next].Indent > indent ? Block() : null;
        if (text.Length > 0) _anchors.Add(text[1..], child!);
        return child;
    }

    private static JsonNode Scalar(string text) => text[0] is '[' or '"' ? JsonNode.Parse(text)! : JsonValue.Create(text);
}
