using System.Globalization;
using AuthMethods.Admin.Calls;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Admin.Activity;

/// <summary>Reports as CSV files. Spreadsheets take no field as a formula.</summary>
internal static class Exports
{
    /// <summary>The most rows of a file.</summary>
    public const int MaxRows = 10_000;

    private const int PageSize = 999;

    private static readonly CsvWriterOptions Csv = new() { Separator = ',', Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public static void MapExports(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Addresses.Activity + "/{tab}/{report}.csv", ExportAsync);

    private static async Task<IResult> ExportAsync(HttpContext http, Api api, string tab, string report)
    {
        if (Tab.Of(tab) is not { } part || part.Reports.FirstOrDefault(r => r.Key == report) is not { } found) return Results.NotFound();
        using var file = new MemoryStream();
        var rows = 0;
        string? next;
        await using (var csv = CsvWriter.Create(file, Csv, leaveOpen: true))
        {
            Write(csv, found.Columns.Select(column => column.Title));
            var targets = await Targets.OfAsync(api, part, http.Request.Query);
            next = targets.Problem is null ? found.Address(part.Fields, targets.Sent, PageSize) : null;
            while (next is not null && rows < MaxRows)
            {
                var call = await api.GetAsync(next);
                // The page says why.
                if (!call.IsSuccess) return Results.Redirect(part.With(http.Request.Query));
                foreach (var row in found.RowsOf(call).Take(MaxRows - rows))
                {
                    Write(csv, found.Columns.Select(column => column.Text(row)));
                    rows++;
                }

                next = found.IsPaged ? call.Next : null;
            }
        }

        var limit = next is null ? "" : $"-first-{MaxRows.ToString(CultureInfo.InvariantCulture)}";
        return Results.File(file.ToArray(), "text/csv; charset=utf-8", $"{report}{limit}.csv");
    }

    private static void Write(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.EndRecord();
    }
}
