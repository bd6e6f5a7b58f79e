using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Delta;

/// <summary>Steps of tests that follow delta queries.</summary>
internal static class DeltaAnswers
{
    /// <summary>Reads a round to its end: all items, and the last answer.</summary>
    public static async Task<(JsonObject[] Items, Answer Last)> RoundAsync(this HttpClient client, string address, string? prefer = null)
    {
        var items = new List<JsonObject>();
        while (true)
        {
            var answer = (prefer is null
                ? await client.GetAnswerAsync(address)
                : await client.AnswerAsync(HttpMethod.Get, address, headers: ("Prefer", prefer))).Is(HttpStatusCode.OK);
            items.AddRange(answer.Value.Select(i => i!.AsObject()));
            if ((string?)answer.Json["@odata.nextLink"] is not { } next) return ([.. items], answer);
            address = next;
        }
    }

    /// <summary>The link to the changes from now on.</summary>
    public static async Task<string> LatestAsync(this HttpClient client, string delta) =>
        (await client.GetAnswerAsync($"{delta}{(delta.Contains('?', StringComparison.Ordinal) ? '&' : '?')}$deltatoken=latest")).DeltaLink();

    public static string DeltaLink(this Answer answer) => (string)answer.Is(HttpStatusCode.OK).Json["@odata.deltaLink"]!;
}
