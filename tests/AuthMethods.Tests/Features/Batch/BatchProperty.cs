using System.Text.Json.Nodes;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Batch;

/// <summary>Random invalid batches: none causes a server error, and none shows or changes data of another tenant.</summary>
public sealed class BatchProperty : TenantTests
{
    private const string Secret = "Only-Known-Next-Door-2";

    private static readonly string[] Methods = ["GET", "GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "get", "", " ", "GET /", "\u00e9", "TRACE"];

    private static readonly string[] Urls =
    [
        "/users", "users?$top=2", "/me", "/users/{theirs}", "/users/{theirs}/authentication/methods", "users('{theirs}')/authentication/phoneMethods",
        "/users/{theirName}", "/users?$filter=id eq '{theirs}'",
        "/../../beta/users", "/%2e%2e/%2e%2e", "//", "///users", "http://[", "?", "#", "%", "%zz", "%00", "/users/%C3%28", "/users/%F0%9F%94%91",
        "/users('", "/users(')", "/$batch", "/$metadata", "\\users", "/users\t", "/users/\u202e",
        "/users?$skiptoken=AAAA", "/users?$select=%00", "/users?&&&=", "/users/{theirs}/revokeSignInSessions", "/directory/deletedItems/{theirs}",
        "/users/\ud83d\ude00",
    ];

    private static readonly string[] Bodies =
    [
        "null", "{}", "[]", "0", "\"\"", "\"AAAA\"", "\"=\"", "{\"displayName\":\"Intruder\"}",
        "{\"phoneNumber\":\"+1 5555550177\",\"phoneType\":\"mobile\"}", "{\"a\":{\"b\":[1,null]}}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\"}]}",
    ];

    private static readonly string[] Headers =
    [
        "{}", "null", "[]", "\"\"", "{\"Content-Type\":\"application/json\"}", "{\"Content-Type\":\";\"}",
        "{\"Content-Encoding\":\"gzip\",\"Content-Type\":\"application/json\"}", "{\"\":\"\"}", "{\"Host\":\"\",\"Accept\":null}",
        "{\"Authorization\":\"\"}",
        "{\"Authorization\":\"Basic x\"}", "{\"a\\r\\nb\":\"c\\r\\nd\"}", "{\"client-request-id\":\"a\\r\\nSet-Cookie: b\"}",
        "{\"Transfer-Encoding\":\"chunked\",\"Expect\":\"100-continue\",\"Upgrade\":\"websocket\",\"Range\":\"bytes=0-1\"}", "{\"ConsistencyLevel\":true}",
    ];

    private static readonly string[] OddIds = ["{i}", "{i}.5", "\"\\u0000\"", "\"a\"", "null", "\"{i} \""];

    private TestTenant _theirs = null!;
    private string _theirId = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _theirs = await NewTenantAsync();
        var admin = await _theirs.AsAsync("global.admin");
        _theirId = await NewUser.CreateAsync(admin, _theirs, "next.door");
        await admin.PatchAnswerAsync($"/v1.0/users/{_theirId}", $$"""{"displayName":"{{Secret}}"}""");
    }

    [Fact]
    public async Task Batch_OfNonsense_NeverFailsAndStaysInItsTenant()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 150; i++)
        {
            var batch = $$"""{"requests":[{{string.Join(',', Enumerable.Range(0, random.Next(1, 22)).Select(n => Entry(n, random)))}}]}""";
            // A new token for each batch, because some entries end the caller's sessions.
            var answer = await (await _tenant.WithMfaAsync("global.admin")).PostAnswerAsync("/v1.0/$batch", batch);

            Assert.True((int)answer.Status is 200 or 400, $"{batch} answered {answer.Status} {answer.Text}");
            Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
            if ((int)answer.Status == 200) Assert.All(answer.Json["responses"]!.AsArray(), r => AssertIsAnswer(r!, batch));
        }

        var user = await (await _theirs.AsAsync("global.admin")).GetAnswerAsync($"/v1.0/users/{_theirId}/authentication/phoneMethods");
        Assert.Empty(user.Value);
    }

    private static void AssertIsAnswer(JsonNode response, string batch)
    {
        Assert.True(response.Status() is >= 200 and < 500, $"{batch} answered {response}");
        if (response.Status() >= 400 && response["body"] is not null) Assert.False(string.IsNullOrEmpty(response.Code()), $"{batch} answered {response}");
    }

    private string Entry(int number, Random random)
    {
        var members = new List<string>
        {
            $"\"id\":{(random.Next(40) == 0 ? Pick(OddIds, random) : "\"{i}\"").Replace("{i}", $"{number}", StringComparison.Ordinal)}",
        };
        if (random.Next(20) > 0) members.Add($"\"method\":{JsonValue.Create(Pick(Methods, random)).ToJsonString()}");
        if (random.Next(20) > 0) members.Add($"\"url\":{JsonValue.Create(Url(random)).ToJsonString()}");
        if (random.Next(2) > 0) members.Add($"\"body\":{Pick(Bodies, random)}");
        if (random.Next(2) > 0) members.Add($"\"headers\":{Pick(Headers, random)}");
        if (random.Next(6) == 0 && number > 0) members.Add($"\"dependsOn\":[\"{random.Next(number + (random.Next(10) == 0 ? 2 : 0))}\"]");
        if (random.Next(30) == 0) members.Add("\"unknown\":[{}]");
        return $"{{{string.Join(',', members)}}}";
    }

    private string Url(Random random) => Pick(Urls, random)
        .Replace("{theirs}", _theirId, StringComparison.Ordinal).Replace("{theirName}", _theirs.Name("next.door"), StringComparison.Ordinal);

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];
}
