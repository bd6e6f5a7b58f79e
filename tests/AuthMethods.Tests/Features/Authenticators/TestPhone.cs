using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Authenticators;

/// <summary>A simulated phone with Microsoft Authenticator, through the API as a pipeline uses it.</summary>
internal sealed partial class TestPhone(HttpClient pipeline, JsonNode created)
{
    private const string Path = "/authmethods/authenticators";

    public string Address { get; } = $"{Path}/{created["id"]}";

    public string MethodId { get; } = (string)created["methodId"]!;

    public static async Task<TestPhone> AddAsync(TestTenant tenant, string alias, bool isPasswordless = false)
    {
        var pipeline = await tenant.AsAppAsync();
        var body = $$"""
            {"type":"microsoftAuthenticator","user":"{{tenant.Name(alias)}}","displayName":"Test phone","isPasswordless":{{(isPasswordless ? "true" : "false")}}}
            """;
        return new(pipeline, (await pipeline.PostAnswerAsync(Path, body)).Is(HttpStatusCode.Created).Json);
    }

    /// <summary>The request that waits for an answer; null if none does.</summary>
    public async Task<JsonNode?> PendingAsync() => (await pipeline.GetAnswerAsync($"{Address}/requests")).Is(HttpStatusCode.OK).Value.SingleOrDefault();

    /// <summary>Answers a request, named by its path.</summary>
    public Task<Answer> AnswerAsync(string path, string body) => pipeline.PostAnswerAsync($"{Address}/requests/{path}", body);

    /// <summary>Approves what waits for an answer.</summary>
    public async Task<Answer> ApproveAsync(string number) =>
        await pipeline.PostAnswerAsync($"{Address}/requests/{(await PendingAsync())!["id"]}/approve", $$"""{"number":{{number}}}""");

    /// <summary>Denies what waits for an answer.</summary>
    public async Task<Answer> DenyAsync(string body = "{}") =>
        await pipeline.PostAnswerAsync($"{Address}/requests/{(await PendingAsync())!["id"]}/deny", body);

    public async Task<string> CodeAsync() => (string)(await pipeline.GetAnswerAsync($"{Address}/code")).Is(HttpStatusCode.OK).Json["code"]!;

    /// <summary>The number that a sign-in page shows.</summary>
    public static string NumberOn(Answer page)
    {
        var shown = Number().Match(page.Is(HttpStatusCode.OK).Text);
        Assert.True(shown.Success, page.Text);
        return shown.Groups["number"].Value;
    }

    [GeneratedRegex("<p class=\"number\">(?<number>[0-9]{2})</p>", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
