using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Frame;

/// <summary>CSV files to download, of which spreadsheets take no field as a formula, and those that people send.</summary>
internal static class Csv
{
    private static readonly CsvWriterOptions Writing = new() { Separator = ',', Injection = CsvInjection.Escape, WriteByteOrderMark = true };
    private static readonly CsvReaderOptions Reading = new() { Separator = ',', HasHeader = false, TrimWhitespace = true };

    public static IResult File(string name, IEnumerable<IEnumerable<string>> lines)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, Writing, leaveOpen: true))
        {
            foreach (var line in lines)
            {
                foreach (var field in line) csv.WriteField(field);
                csv.EndRecord();
            }
        }

        return Results.File(file.ToArray(), "text/csv; charset=utf-8", name);
    }

    /// <summary>The fields of each line that isn't empty.</summary>
    public static IEnumerable<string[]> Lines(string text)
    {
        using var reader = CsvReader.FromText(text.TrimStart('\uFEFF'), Reading);
        while (reader.Read())
        {
            if (reader.Current.ToArray() is var fields && fields is not [""]) yield return fields;
        }
    }
}
