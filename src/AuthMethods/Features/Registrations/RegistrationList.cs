using System.Text;
using System.Text.Json;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AuthMethods.Features.Registrations;

/// <summary>The rows of a request: JSON, <c>{"value":[{"user":"…","mobile":"…"}]}</c>, or CSV with the same names in its header.</summary>
[ModelBinder(typeof(Binder))]
internal sealed class RegistrationList
{
    private const int MaxRows = 1_000;
    private const string User = "user";

    private static readonly CsvReaderOptions Csv = new() { Separator = ',', HasHeader = false, TrimWhitespace = false };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private RegistrationList(IReadOnlyList<BulkRegistrationRow> rows) => Rows = rows;

    public IReadOnlyList<BulkRegistrationRow> Rows { get; }

    private static RegistrationList From(IEnumerable<Dictionary<string, string>> rows)
    {
        var read = new List<BulkRegistrationRow>();
        foreach (var values in rows)
        {
            if (read.Count == MaxRows) throw GraphErrors.BadRegistrations($"there are more than {MaxRows} rows.");
            if (!values.Remove(User, out var user)) throw GraphErrors.BadRegistrations($"row {read.Count + 1} has no user.");
            read.Add(new(read.Count + 1, user, values));
        }

        return read.Count > 0 ? new(read) : throw GraphErrors.BadRegistrations("there are no rows.");
    }

    private static IEnumerable<Dictionary<string, string>> FromJson(GraphBody body)
    {
        var value = body.Properties().FirstOrDefault(p => p.Name.Equals("value", StringComparison.OrdinalIgnoreCase)).Value;
        if (value.ValueKind != JsonValueKind.Array) throw GraphErrors.BadRegistrations("'value' is not an array.");
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) throw GraphErrors.BadRegistrations("a row is not an object.");
            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var property in item.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null))
            {
                Add(row, property.Name, Literal.Gateway.Text(property.Value));
            }

            yield return row;
        }
    }

    private static IEnumerable<Dictionary<string, string>> FromCsv(string text)
    {
        string[]? header = null;
        foreach (var line in Lines(text))
        {
            if (header is null)
            {
                header = [.. line.Select(name => name.Trim())];
                continue;
            }

            if (line.Length != header.Length) throw GraphErrors.BadRegistrations($"a line has {line.Length} fields but the header has {header.Length}.");
            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in header.Zip(line)) Add(row, name, value);
            yield return row;
        }
    }

    /// <summary>The fields of each non-empty line.</summary>
    internal static IEnumerable<string[]> Lines(string text)
    {
        using var reader = CsvReader.FromText(text, Csv);
        while (reader.Read())
        {
            if (reader.Current.ToArray() is var fields && fields is not [""]) yield return fields;
        }
    }

    private static void Add(Dictionary<string, string> row, string name, string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal)) throw GraphErrors.Unreadable();
        if (string.IsNullOrWhiteSpace(value) && name != User) return;
        if (!row.TryAdd(name, value.Trim())) throw GraphErrors.BadRegistrations($"'{name}' occurs twice.");
    }

    private sealed class Binder : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var rows = http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true
                ? FromCsv(await TextAsync(http))
                : FromJson(await GraphBody.ReadAsync(http));
            bindingContext.Result = ModelBindingResult.Success(From(rows));
        }

        private static async Task<string> TextAsync(HttpContext http)
        {
            var bytes = await BodyReader.BytesAsync(http);
            try
            {
                return Strict.GetString(bytes.Span).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException)
            {
                throw GraphErrors.BadRegistrations("the file is not UTF-8.");
            }
        }
    }
}
