using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AuthMethods.Tests.Repository;

/// <summary>
/// Requests as the HTTP clients of editors write them: <c>@name = value</c>, <c># @name</c>, <c>{{name.response.body.property}}</c>, and
/// <c>###</c> between two of them.
/// </summary>
internal static partial class HttpBlock
{
    /// <summary>Sends each request; every answer has to be a success.</summary>
    public static async Task SendAsync(HttpClient client, string text)
    {
        var variables = Variable().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value.Trim());
        foreach (var part in Separator().Split(Variable().Replace(text, "")))
        {
            var lines = part.Split('\n').SkipWhile(l => l.Trim().Length == 0 || l[0] == '#').ToArray();
            if (lines.Length == 0) continue;
            using var request = Read(lines, name => Value(variables, name));
            using var answer = await client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {body}");
            if (Name().Match(part) is { Success: true } named) variables[named.Groups["name"].Value] = body;
        }
    }

    private static HttpRequestMessage Read(string[] lines, Func<string, string> value)
    {
        var first = Filled(lines[0]).Split(' ', 2);
        var request = new HttpRequestMessage(new(first[0]), first[1].Trim());
        var headers = lines.Skip(1).TakeWhile(l => l.Trim().Length > 0).Select(l => Filled(l).Split(':', 2)).ToArray();
        var body = Filled(string.Join('\n', lines.Skip(1 + headers.Length)).Trim());
        if (body.Length > 0) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var header in headers)
        {
            var (name, text) = (header[0], header[1].Trim());
            if (!request.Headers.TryAddWithoutValidation(name, text)) request.Content?.Headers.TryAddWithoutValidation(name, text);
        }

        return request;

        string Filled(string text) => Use().Replace(text, m => value(m.Groups["name"].Value));
    }

    private static string Value(Dictionary<string, string> variables, string name) => name.Split(".response.body.") is [var request, var property]
        ? (string)JsonNode.Parse(variables[request])![property]!
        : Use().Replace(variables[name], m => Value(variables, m.Groups["name"].Value));

    [GeneratedRegex(@"^@(?<name>\w+) *= *(?<value>.*)\n", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^###.*\n", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^# @name (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{(?<name>[\w.]+)\}\}")]
    private static partial Regex Use();
}
