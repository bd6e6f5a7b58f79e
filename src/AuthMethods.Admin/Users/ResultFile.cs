using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using AuthMethods.Admin.Frame;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Admin.Users;

/// <summary>The results that a page shows, as a CSV file. The page sends them itself: nothing is kept.</summary>
internal static class ResultFile
{
    public static void MapResultFile(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Addresses.Results, AnswerAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task AnswerAsync(HttpContext http)
    {
        if (!http.IsFromPages()) return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await (Read(form["results"].ToString()) is [JsonObject first, ..] and var rows
            ? Csv.File("results.csv", [first.Select(p => p.Key), .. rows.Select(row => first.Select(p => row.Text(p.Key)))])
            : Results.BadRequest()).ExecuteAsync(http);
    }

    private static JsonArray? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
