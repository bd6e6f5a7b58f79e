using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Frame;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace AuthMethods.Admin.Calls;

/// <summary>
/// Forms that are a Graph call: the field <c>call</c> is its method and address, and each field <c>body.name</c> a property of its body. Makes
/// the call and goes back to the page, which shows what it did. With the field <c>show</c> it shows the answer itself.
/// </summary>
internal static class CallForms
{
    private const string Property = "body.";

    public static void MapCalls(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Addresses.Call, CallAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task CallAsync(HttpContext http)
    {
        if (!http.IsFromPages()) return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (method, address) = form["call"].ToString().Split(' ', 2) is [var verb, ['/', ..] path] ? (verb, path) : ("", "");
        if (method.Length == 0)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var call = await http.RequestServices.GetRequiredService<Api>().SendAsync(method, address, BodyOf(form));
        var back = Addresses.Local(!call.IsSuccess && form["refused"] is [{ } refused, ..] ? refused : form["return"]);
        if (form.ContainsKey("show"))
        {
            await new RazorComponentResult<ResultPage>(new { Call = call, Done = form["done"].ToString(), Return = back }).ExecuteAsync(http);
            return;
        }

        http.RequestServices.GetRequiredService<Flash>().Set(new(form["done"].ToString(), form["dialog"].ToString(), call));
        http.Response.Redirect(back);
    }

    /// <summary>The call's body: the field <c>body</c>, or an object of the fields <c>body.name</c>; empty for none. Empty fields are left out.</summary>
    internal static string BodyOf(IFormCollection form)
    {
        if (form["body"] is [{ Length: > 0 } whole]) return whole;
        var body = new JsonObject();
        foreach (var (name, value) in form.Where(f => f.Key.StartsWith(Property, StringComparison.Ordinal) && f.Value[^1]?.Length > 0))
        {
            var (path, type) = name[Property.Length..].Split(':', 2) is [var typed, var written] ? (typed, written) : (name[Property.Length..], "");
            Put(body, path.Split('.'), Value(value, type));
        }

        return body.Count == 0 ? "" : body.ToJsonString();
    }

    private static void Put(JsonObject into, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length == 1)
        {
            into[path[0]] = value;
            return;
        }

        if (into[path[0]] is not JsonObject inner) into[path[0]] = inner = [];
        Put(inner, path[1..], value);
    }

    private static JsonNode Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>The last value of a field, so that a hidden one can precede a check box. A number that isn't one stays a text: the API says so.</summary>
    private static JsonNode? Value(StringValues sent, string type)
    {
        var text = sent[^1]!;
        return type switch
        {
            "boolean" => text is "true" or "on",
            "number" => decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text,
            "list" => new JsonArray([.. sent.Select(item => JsonValue.Create(item))]),
            "json" => Json(text),
            _ => text,
        };
    }
}
