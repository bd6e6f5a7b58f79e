using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Frame;
using CsvHelper;

namespace AuthMethods.Admin.Users;

/// <summary>The rows of a file that people import: CSV, or JSON as the API takes it. Whether their values are right, the API says.</summary>
internal static class ImportedRows
{
    /// <summary>The rows, or what is wrong with the text.</summary>
    public static (JsonArray? Rows, string? Problem) Read(string text)
    {
        var rows = text.AsSpan().TrimStart() is ['{' or '[', ..] ? FromJson(text) : FromCsv(text);
        return rows switch
        {
            null => (null, "The rows can’t be read: each line must have as many fields as the first, which names them; JSON must be an array of objects."),
            [] => (null, "There are no rows."),
            _ => (rows, null),
        };
    }

    private static JsonArray? FromJson(string text)
    {
        try
        {
            var all = JsonNode.Parse(text);
            var rows = all as JsonArray ?? all?["value"] as JsonArray;
            return rows?.All(row => row is JsonObject) == true ? (JsonArray)rows.DeepClone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonArray? FromCsv(string text)
    {
        try
        {
            var lines = Csv.Lines(text).ToArray();
            return lines.All(line => line.Length == lines[0].Length) && lines.FirstOrDefault() is var header && header?.Distinct().Count() == header?.Length
                ? [.. lines.Skip(1).Select(line => new JsonObject(header!.Zip(line, (name, value) => KeyValuePair.Create(name, (JsonNode?)value))))]
                : null;
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }
}
