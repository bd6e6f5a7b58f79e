using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Calls;

/// <summary>A call as a line of a shell or a program.</summary>
internal static class Snippets
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<(string Language, string Text)> Of(GraphCall call, string origin) =>
        [("curl", Curl(call, origin)), ("PowerShell", PowerShell(call)), ("C#", CSharp(call, origin))];

    public static string Curl(GraphCall call, string origin) =>
        $"curl{(HttpMethods.IsGet(call.Method) ? "" : $" -X {call.Method}")} '{Quoted(origin + call.Address)}' -H \"Authorization: Bearer $TOKEN\""
        + (Api.NeedsIndex(call.Address) ? " -H 'ConsistencyLevel: eventual'" : "")
        + (call.Sent.Length == 0 ? "" : $" -H 'Content-Type: application/json' -d '{Quoted(call.Sent)}'");

    /// <summary>With the module of the Graph PowerShell SDK that sends any request.</summary>
    public static string PowerShell(GraphCall call) =>
        $"Invoke-MgGraphRequest -Method {call.Method} -Uri '{call.Address.Replace("'", "''", StringComparison.Ordinal)}'"
        + (Api.NeedsIndex(call.Address) ? " -Headers @{ ConsistencyLevel = 'eventual' }" : "")
        + (call.Sent.Length == 0 ? "" : $" -Body '{call.Sent.Replace("'", "''", StringComparison.Ordinal)}'");

    /// <summary>With an <c>HttpClient</c> whose default headers have the token.</summary>
    public static string CSharp(GraphCall call, string origin)
    {
        var content = call.Sent.Length == 0 ? ""
            : $" {{ Content = new StringContent({Literal(call.Sent)}, Encoding.UTF8, \"application/json\") }}";
        var method = $"HttpMethod.{call.Method[..1]}{call.Method[1..].ToLowerInvariant()}";
        return $"using var request = new HttpRequestMessage({method}, {Literal(origin + call.Address)}){content};"
            + (Api.NeedsIndex(call.Address) ? "\nrequest.Headers.Add(\"ConsistencyLevel\", \"eventual\");" : "")
            + "\nusing var response = await http.SendAsync(request);";
    }

    /// <summary>JSON as people read it; other texts as they are.</summary>
    public static string Readable(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.ToJsonString(Indented) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Quoted(string text) => text.Replace("'", "'\\''", StringComparison.Ordinal);

    private static string Literal(string text) => JsonSerializer.Serialize(text, Indented);
}
