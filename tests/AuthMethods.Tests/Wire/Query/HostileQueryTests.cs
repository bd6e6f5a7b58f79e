using System.Net;
using AuthMethods.Tests.Server;
using FsCheck;
using FsCheck.Fluent;

namespace AuthMethods.Tests.Wire.Query;

/// <summary>No query makes the service fail or run for long.</summary>
public sealed class HostileQueryTests() : AdminTests("global.admin")
{
    public static TheoryData<string> Nested => new(
        new string('(', 3_000) + "accountEnabled" + new string(')', 3_000),
        string.Concat(Enumerable.Repeat("not ", 1_500)) + "accountEnabled",
        string.Concat(Enumerable.Repeat("not(", 1_500)) + "accountEnabled" + new string(')', 1_500),
        new string('-', 6_000) + "1 eq 1",
        string.Join(" or ", Enumerable.Repeat("id eq 'x'", 500)),
        string.Concat(Enumerable.Repeat("otherMails/any(m:", 300)) + "true" + new string(')', 300),
        $"displayName eq '{new string('x', 7_990)}'");

    [Theory]
    [MemberData(nameof(Nested))]
    public async Task List_WithAFilterBeyondBounds_IsRefusedUnread(string filter) =>
        (await ListAsync("$filter", filter)).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task List_WithASearchBeyondBounds_IsRefused()
    {
        (await ListAsync("$search", string.Join(" OR ", Enumerable.Repeat("\"mail:x\"", 400)))).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await ListAsync("$search", new string('(', 3_000))).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await ListAsync("$search", "\"displayName:" + string.Join(' ', Enumerable.Repeat("x", 1_000)) + "\"")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task List_WithALongButHarmlessFilter_Answers()
    {
        (await ListAsync("$filter", string.Join(" or ", Enumerable.Repeat("id eq '00000000-0000-4000-8000-000000000022'", 90)))).Is(HttpStatusCode.OK);
        (await ListAsync("$filter", $"id in ({string.Join(',', Enumerable.Repeat("'00000000-0000-4000-8000-000000000022'", 150))})")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("displayName eq '\0'")]
    [InlineData("displayName has 'x'")]
    [InlineData("displayName eq 9999999999999999999999999999999")]
    [InlineData("createdDateTime eq 0001-01-01T00:00:00+14:00")]
    [InlineData("createdDateTime ge 9999-12-31T23:59:59.9999999Z")]
    [InlineData("createdDateTime lt 0001-01-01T00:00:00Z")]
    [InlineData("createdDateTime in (2021-01-01,'x',null)")]
    [InlineData("id in ()")]
    [InlineData("id in []")]
    [InlineData("id in ('~0~','~1~')")]
    [InlineData("id in ('a'")]
    [InlineData("id in 'a'")]
    [InlineData("startswith(displayName,null)")]
    [InlineData("startswith(null,displayName)")]
    [InlineData("identities/any(i:i/issuer eq 'x' or otherMails/any(i:i eq 'y'))")]
    [InlineData("otherMails/any(m:otherMails/any(m:m eq 'x'))")]
    [InlineData("otherMails/$count eq 99999999999999")]
    [InlineData("$it/displayName eq 'x'")]
    [InlineData("@p eq 'x'")]
    [InlineData("cast(displayName,'Edm.Int32') eq 1")]
    [InlineData("geo.distance(displayName,geography'POINT(1 1)') lt 1")]
    [InlineData("microsoft.graph.user/displayName eq 'x'")]
    [InlineData("displayName eq 'ud800'")]
    [InlineData("accountEnabled")]
    [InlineData("null")]
    [InlineData("true or false")]
    public async Task List_WithAnOddFilter_AnswersOrRefuses(string filter) => IsOrderly(await ListAsync("$filter", filter), filter);

    [Fact]
    public async Task List_WithAnythingInAnyOption_AnswersOrRefuses()
    {
        var words = Gen.Elements(
            "displayName", "otherMails", "/any(m:m eq ", "createdDateTime", " eq ", " ne ", " in (", "'", "''", "(", ")", ",", "'a'", " and ", " or ",
            "not ", "null", "true", "1", "2021-01-01",
            "startswith(", "endswith(", "$count", "$it", "/", ":", "\"", "~0~", "%", "\\", "\0", "\uD83D\uDE00", " desc", "identities",
            "\"displayName:a\"", " AND ", "id", "@", "#", ";", "&", "=", "[", "{", "}", "]");
        var clause = words.ListOf().Select(w => string.Concat(w.Take(25)));
        var options = Gen.Elements("$filter", "$filter", "$search", "$orderby", "$skiptoken", "$select", "$expand", "$top", "$count");
        var property = Prop.ForAll(Gen.Zip(options, clause).ToArbitrary(), asked =>
            IsOrderly(ListAsync(asked.Item1, asked.Item2).GetAwaiter().GetResult(), $"{asked.Item1}={asked.Item2}"));

        // Not on xunit's few threads: each blocking wait would occupy one of them.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500).WithReplay(20261122, 1), property));
    }

    private static bool IsOrderly(Answer answer, string asked)
    {
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)answer.Status} for {asked}: {answer.Text}");
        return true;
    }

    private Task<Answer> ListAsync(string option, string value) =>
        _admin.AnswerAsync(
            HttpMethod.Get,
            $"/v1.0/users?$count=true&{option}={Uri.EscapeDataString(value)}".Replace("$count=true&$count", "$count", StringComparison.Ordinal),
            headers: ("ConsistencyLevel", "eventual"));
}
