using System.Text;

namespace AuthMethods.Features.Registrations;

/// <summary>
/// Comma-separated values as RFC 4180 has them: fields in quotes may hold commas, line breaks and doubled quotes. Empty lines are passed
/// over.
/// </summary>
internal static class Csv
{
    public static IEnumerable<IReadOnlyList<string>> Lines(string text)
    {
        var fields = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            fields.Add(text[i] == '"' ? Quoted(text, ref i) : Plain(text, ref i));
            if (i < text.Length && text[i] == ',')
            {
                // A comma at the very end has an empty field behind it.
                if (++i == text.Length || text[i] is '\r' or '\n') fields.Add("");
                else continue;
            }

            while (i < text.Length && text[i] is '\r' or '\n') i++;
            if (fields is not [""]) yield return fields;
            fields = [];
        }
    }

    private static string Plain(string text, ref int i)
    {
        var end = text.AsSpan(i).IndexOfAny(",\r\n") is >= 0 and var length ? i + length : text.Length;
        var field = text[i..end];
        i = end;
        return field;
    }

    private static string Quoted(string text, ref int i)
    {
        var field = new StringBuilder();
        for (i++; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                field.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else
            {
                i++;
                // Whatever stands between a closing quote and the next comma belongs to the field, as spreadsheets read it.
                return field.Append(Plain(text, ref i)).ToString();
            }
        }

        return field.ToString();
    }
}
