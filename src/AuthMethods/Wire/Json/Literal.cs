using System.Globalization;
using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Wire.Json;

/// <summary>
/// Converts the values in a body as OData's reader does: text is accepted where a number or a Boolean is expected, if it parses as one.
/// </summary>
/// <param name="refuse">The error for a value that can't be converted, from the value and the expected type.</param>
internal sealed class Literal(Func<string, string, GraphException> refuse)
{
    private const int MaxShownLength = 128;

    /// <summary>With the error code of the gateway.</summary>
    public static readonly Literal Gateway = new(GraphErrors.CannotConvert);

    /// <summary>With the error code of the directory.</summary>
    public static readonly Literal Directory = new(GraphErrors.CannotConvertInDirectory);

    /// <summary>With the error code of the authentication methods.</summary>
    public static readonly Literal Methods = new(GraphErrors.CannotConvertOfMethod);

    public bool Boolean(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(sent.GetString(), out var truth) => truth,
        _ => throw Refusal(sent, "Edm.Boolean"),
    };

    public int Int32(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.Number when sent.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(sent.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Refusal(sent, "Edm.Int32"),
    };

    public double Double(JsonElement sent) => sent.ValueKind == JsonValueKind.Number && sent.TryGetDouble(out var number)
        ? number
        : throw Refusal(sent, "Edm.Double");

    public string Text(JsonElement sent) => sent.ValueKind == JsonValueKind.String
        ? GraphBody.TextOf(sent) ?? throw GraphErrors.Unreadable()
        : throw Refusal(sent, "Edm.String");

    public string[] Texts(JsonElement sent) => sent.ValueKind == JsonValueKind.Array
        ? [.. sent.EnumerateArray().Select(Text)]
        : throw Refusal(sent, "Collection(Edm.String)");

    public Guid Guid(JsonElement sent) =>
        sent.ValueKind == JsonValueKind.String && GuidKey.TryParse(sent.GetString(), out var id) ? id : throw Refusal(sent, "Edm.Guid");

    /// <summary>An instant, which must have a UTC offset.</summary>
    public DateTimeOffset Instant(JsonElement sent) =>
        sent.ValueKind == JsonValueKind.String && HasOffset(sent.GetString()!) && sent.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw Refusal(sent, "Edm.DateTimeOffset");

    /// <summary>A member of an enumeration.</summary>
    public Enum Member(JsonElement sent, Type type) =>
        sent.ValueKind == JsonValueKind.String && GraphEnum.TryParse(type, sent.GetString()!, out var member)
            ? member
            : throw Refusal(sent, $"microsoft.graph.{GraphEnum.NameOf(type)}");

    /// <summary>The error for a value of another type. A long value is cut.</summary>
    public GraphException Refusal(JsonElement sent, string type)
    {
        // OData's reader shows a Boolean as .NET does: True.
        var shown = sent.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? sent.GetRawText() : sent.ToString();
        return refuse(shown.Length > MaxShownLength ? $"{shown[..MaxShownLength]}…" : shown, type);
    }

    private static bool HasOffset(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time && text.AsSpan(time).IndexOfAny('Z', '+', '-') > 0;
}
