using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

/// <summary>Invalid input of every kind on every route never causes a server error, and every error has Graph's form.</summary>
public sealed class BadInputTests
{
    private const int TriesForEach = 12;

    private static readonly string?[] Bodies =
    [
        null, "", " ", "{", "}", "[]", "null", "0", "\"\"", "\0", "\ufeff{}", "{}", "{\"\":\"\"}", "{\"@\":1}", "{\"id\":null}", "{\"a\":1e999}",
        "{\"a\":1,\"a\":1}",
        "{\"phoneNumber\":[],\"phoneType\":{}}", "{\"phoneNumber\":\"+1 5555550123\",\"phoneType\":\"0\"}",
        "{\"phoneNumber\":\"+1 5555550123\",\"phoneType\":\"mobile,office\"}",
        "{\"phoneNumber\":\"\u0661\u0662\u0663\",\"phoneType\":\"mobile\"}", "{\"phoneType\":7}", "{\"phoneNumber\":\"\\ud83d\",\"phoneType\":\"mobile\"}",
        "{\"emailAddress\":true}", "{\"emailAddress\":\"\\u0000\"}", "{\"emailAddress\":\"\u202e@\u202d.\u00e9\"}",
        "{\"emailAddress\":null,\"emailAddress2\":null}",
        "{\"newPassword\":7}", "{\"newPassword\":\"\"}", "{\"newPassword\":null,\"currentPassword\":{}}",
        "{\"currentPassword\":\"\\udfff\",\"newPassword\":\"x\"}",
        "{\"perUserMfaState\":\"-1\"}", "{\"perUserMfaState\":[]}", "{\"userPreferredMethodForSecondaryAuthentication\":\"99\"}",
        "{\"isSystemPreferredAuthenticationMethodEnabled\":\"yes\"}",
        "{\"accountEnabled\":1}", "{\"businessPhones\":{}}", "{\"otherMails\":[[]]}", "{\"passwordProfile\":[]}",
        "{\"passwordProfile\":{\"password\":\"\\ud800\"}}", "{\"userPrincipalName\":\"\u0000@\"}",
        "{\"identities\":7,\"assignedLicenses\":{}}", "{\"@odata.type\":7}", "{\"@odata.type\":\"\"}", "{\"displayName\":\"\ud83d\ude00\u0301\u202e\"}",
        "<xml/>", "a=b&c=d",
    ];

    private static readonly string?[] ContentTypes =
    [
        "application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/plain", "", ";",
        "application/x-www-form-urlencoded", "multipart/form-data", null,
    ];

    private static readonly string[] Queries =
    [
        "", "", "?", "?&&=", "?$select=", "?$select=,", "?$select=*", "?$select=*,id", "?$select=%00", "?$select=a/b", "?$select=id&$select=id",
        "?$filter=", "?$filter=%00", "?$filter=((((", "?$filter=id eq", "?$filter=null",
        "?$filter=true", "?$filter=id eq null", "?$filter=id eq 1e400", "?$filter=id eq 99999999999999999999999999",
        "?$filter=createdDateTime eq 0000-00-00T00:00:00Z", "?$filter=id eq guid'x'", "?$filter=id eq duration'P1D'",
        "?$filter=cast(id,Edm.Int32) eq 1", "?$filter=geo.distance(id,id) eq 1", "?$filter=$count gt 1", "?$filter=id in ()", "?$filter={}",
        "?$filter=%F0%9F%94%91 eq 'a'", "?$orderby=", "?$orderby=id,", "?$orderby=id desc desc",
        "?$orderby=$it", "?$orderby=createdDateTime,id desc", "?$top=", "?$top=1e3", "?$top=+1", "?$top=2147483648", "?$skip=-1", "?$skiptoken=%00",
        "?$skiptoken=////", "?$skiptoken=AAAAAAAAAAAAAAAAAAAAAA", "?$count=", "?$count=2", "?$search=\"", "?$expand=*($levels=max)",
        "?$format=atom", "?$apply=groupby((id))", "?$%24select=id", "?id=1&user=2&version=3", "?%ff=%fe", "?select=id&$select=id",
    ];

    private static readonly string[] Users =
    [
        "kim@{d}", "adele@{d}", "megan@{d}", "", " ", ".", "~", "'", "''", "(", ")", "('a')", "$", "$count", "me", "a@b", "%", "%00", "a/b", "\\",
        "\u00e9l\u00e8ve@{d}", "\ud83d\udd11", "\u202e", "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-4000-8000-000000000023}", "00000000000040008000000000000023", "KIM@{d}", "null", "users(id='a')",
    ];

    private static readonly string[] Ids =
    [
        "3179e48a-750b-4051-897c-87b9720928f7", "3ddfcfc8-9383-446f-83cc-3ab9be4be18f", "28c10230-6103-485e-b985-444c60001490",
        "b6332ec1-7057-4abe-9331-3d72feddfe41", "", " ", "'", "$value", "$count", "mobile", "0", "-1", "%", "%00",
        "\u0130", "\ud83d\udd11", "28C10230-6103-485E-B985-444C60001490", "{28c10230-6103-485e-b985-444c60001490}",
        "('28c10230-6103-485e-b985-444c60001490')", "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];

    [Fact]
    public async Task EveryRoute_WithNonsense_NeverFails()
    {
        var tenant = await SharedServer.TenantAsync();
        var app = await tenant.AsAppAsync();
        var random = new Random(20261122);
        var faults = new List<string>();
        var admin = await tenant.WithMfaAsync("global.admin");
        foreach (var route in EveryRoute.Of(tenant.Server.Services))
        {
            for (var i = 0; i < TriesForEach; i++)
            {
                var client = random.Next(4) == 0 ? app : admin;
                var path = route.Path(name => Value(name, random).Replace("{d}", tenant.Domain, StringComparison.Ordinal)) + Pick(Queries, random);
                var (body, contentType) = (route.Method == HttpMethod.Get ? null : Pick(Bodies, random), Pick(ContentTypes, random));

                var answer = await client.AnswerAsync(route.Method, path, body, contentType, ("ConsistencyLevel", Pick(["eventual", "none", ""], random)));

                // An earlier call may have ended the caller's sessions.
                if (answer.Status == HttpStatusCode.Unauthorized) admin = await tenant.WithMfaAsync("global.admin");
                if (FaultOf(answer) is { } fault) faults.Add($"{route.Method} {path} with {contentType}: {body} got {fault}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task EveryRoute_WithAnEndlessKey_NeverFails()
    {
        var tenant = await SharedServer.TenantAsync();
        var client = await tenant.WithMfaAsync("global.admin");
        foreach (var route in EveryRoute.Of(tenant.Server.Services).Where(r => r.NamesAUser))
        {
            var path = route.Path(_ => new string('a', 9_000));

            Assert.Null(FaultOf(await client.AnswerAsync(route.Method, path, "{}")));
        }
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    [InlineData("QUERY")]
    public async Task EveryRoute_WithAVerbNobodyTakes_Answers405(string verb)
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.WithMfaAsync("global.admin");
        foreach (var route in EveryRoute.Of(tenant.Server.Services))
        {
            var answer = await admin.AnswerAsync(new(verb), route.Path(name => name == "user" ? tenant.Name("kim") : "28c10230-6103-485e-b985-444c60001490"));

            Assert.True((int)answer.Status == 405, $"{verb} {route} answered {answer.Status}");
        }
    }

    private static string Value(string parameter, Random random) => Pick(parameter == "user" ? Users : Ids, random);

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];

    /// <summary>What is wrong with a response: a server error, or an error without Graph's form. Null when nothing is.</summary>
    private static string? FaultOf(Answer answer)
    {
        if ((int)answer.Status < 400) return null;
        var error = (int)answer.Status < 500 ? JsonNode.Parse(answer.Text)?["error"] : null;
        return string.IsNullOrEmpty((string?)error?["code"]) || string.IsNullOrEmpty((string?)error["message"]) ? $"{(int)answer.Status}: {answer.Text}" : null;
    }
}
