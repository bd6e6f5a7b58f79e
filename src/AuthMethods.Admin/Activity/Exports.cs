using System.Globalization;
using AuthMethods.Admin.Calls;
using AuthMethods.Admin.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Admin.Activity;

/// <summary>Reports as CSV files.</summary>
internal static class Exports
{
    /// <summary>The most rows of a file.</summary>
    public const int MaxRows = 10_000;

    private const int PageSize = 999;

    public static void MapExports(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Addresses.Activity + "/{tab}/{report}.csv", ExportAsync);

    private static async Task<IResult> ExportAsync(HttpContext http, Api api, string tab, string report)
    {
        if (Tab.Of(tab) is not { } part || part.Reports.FirstOrDefault(r => r.Key == report) is not { } found) return Results.NotFound();
        var lines = new List<IEnumerable<string>> { found.Columns.Select(column => column.Title) };
        var targets = await Targets.OfAsync(api, part, http.Request.Query);
        var next = targets.Problem is null ? found.Address(part.Fields, targets.Sent, PageSize) : null;
        while (next is not null && lines.Count <= MaxRows)
        {
            var call = await api.GetAsync(next);
            // The page says why.
            if (!call.IsSuccess) return Results.Redirect(part.With(http.Request.Query));
            lines.AddRange(found.RowsOf(call).Take(MaxRows + 1 - lines.Count).Select(row => found.Columns.Select(column => column.Text(row)).ToArray()));
            next = found.IsPaged ? call.Next : null;
        }

        var limit = next is null ? "" : $"-first-{MaxRows.ToString(CultureInfo.InvariantCulture)}";
        return Csv.File($"{report}{limit}.csv", lines);
    }
}
