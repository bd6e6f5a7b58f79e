using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Registrations;

public sealed class RegistrationsTests() : AdminTests("auth.admin")
{
    private const string Url = "/authmethods/registrations";

    [Fact]
    public async Task Json_RegistersEachValueAndSaysSo()
    {
        var answer = await SendJsonAsync(
            $$"""{"user":"{{_tenant.Name("balas")}}","mobile":"+1 2065555510","alternateMobile":"+1 2065555511","email":"balas@fabrikam.com"}""");

        Assert.Equal(
            [(1, "mobile", "registered"), (1, "alternateMobile", "registered"), (1, "email", "registered")],
            answer.Value.Select(r => ((int)r!["row"]!, (string)r["method"]!, (string)r["result"]!)));
        Assert.Equal(2, (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods")).Value.Count);
    }

    [Fact]
    public async Task Csv_IsReadWithQuotesAndEmptyFields()
    {
        var csv = "\uFEFFuser,mobile,office,email\r\n"
            + $"\"{_tenant.Name("balas")}\",+1 2065555510,,\"balas@fabrikam.com\"\r\n"
            + $"{_tenant.Name("megan")},,\"+1 4255555512x7\",\r\n";

        var answer = (await SendCsvAsync(csv)).Is(HttpStatusCode.OK);

        Assert.Equal(["1 mobile registered", "1 email registered", "2 office registered"], Lines(answer));
    }

    [Fact]
    public async Task Rerun_ChangesNothingAndLeavesNoRecord()
    {
        var csv = $"user,mobile,email\n{_tenant.Name("balas")},+1 2065555510,balas@fabrikam.com\n";
        await SendCsvAsync(csv);
        var records = await RecordsAsync();

        var again = (await SendCsvAsync(csv)).Is(HttpStatusCode.OK);

        Assert.Equal(["1 mobile unchanged", "1 email unchanged"], Lines(again));
        Assert.Equal(records, await RecordsAsync());
    }

    [Fact]
    public async Task AValueThatDiffers_IsUpdated()
    {
        var answer = await SendJsonAsync($$"""{"user":"{{_tenant.Name("kim")}}","mobile":"+1 2065555577","email":"new@fabrikam.com"}""");

        Assert.Equal(["1 mobile updated", "1 email updated"], Lines(answer));
        Assert.Equal(
            "new@fabrikam.com",
            (string?)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/emailMethods")).Value.Single()!["emailAddress"]);
    }

    [Fact]
    public async Task ARefusedValue_LeavesTheOthersAlone()
    {
        var csv = $"""
            user,mobile,alternateMobile,email
            {_tenant.Name("balas")},206,+1 2065555511,balas@fabrikam.com
            nobody@{_tenant.Domain},+1 2065555512,,
            {_tenant.Name("global.admin")},+1 2065555513,,
            {_tenant.Name("megan")},+1 2065555514,,
            """;

        var answer = (await SendCsvAsync(csv)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["1 mobile refused", "1 alternateMobile refused", "1 email registered", "2 mobile refused", "3 mobile refused", "4 mobile registered"],
            Lines(answer));
        Assert.Equal(
            [
                "Phone number is not in the required format.", "An alternate mobile number cannot be registered without a mobile number.",
                "Resource not found.", "Request Authorization failed",
            ],
            answer.Value.Select(r => (string?)r!["message"]).OfType<string>());
        Assert.Equal(["badRequest", "badRequest", "resourceNotFound", "accessDenied"], answer.Value.Select(r => (string?)r!["code"]).OfType<string>());
    }

    [Fact]
    public async Task EachValue_LeavesTheRecordOfASingleCall()
    {
        var before = await RecordsAsync();

        await SendJsonAsync($$"""{"user":"{{_tenant.Name("balas")}}","mobile":"+1 2065555510","email":"balas@fabrikam.com"}""");

        Assert.Equal(before + 2, await RecordsAsync());
        var last = await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.OrderByDescending(a => a.ActivityDateTime).Take(2).ToListAsync());
        Assert.All(last, record => Assert.Equal("Admin registered security info", record.ActivityDisplayName));
    }

    [Theory]
    [InlineData("application/json", "{}", "no value")]
    [InlineData("application/json", """{"value":[]}""", "no rows")]
    [InlineData("application/json", """{"value":["a"]}""", "a row that is not an object")]
    [InlineData("application/json", """{"value":[{"mobile":"+1 2065555510"}]}""", "no user")]
    [InlineData("application/json", """{"value":[{"user":"a","fax":"1"}]}""", "an unknown column")]
    [InlineData("application/json", """{"value":[{"user":"a","mobile":1}]}""", "a number that is not a string")]
    [InlineData("text/csv", "", "nothing")]
    [InlineData("text/csv", "user,mobile", "only a header")]
    [InlineData("text/csv", "mobile\n+1 2065555510", "no user column")]
    [InlineData("text/csv", "user,mobile\na", "a line that is too short")]
    [InlineData("text/csv", "user,user\na,b", "a column twice")]
    [InlineData("text/plain", "user,mobile\na,b", "another media type")]
    public async Task AFileThatCannotBeRead_Answers400(string contentType, string body, string because)
    {
        var refused = await _admin.AnswerAsync(HttpMethod.Post, Url, body, contentType);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, $"{because}: {refused.Text}");
    }

    [Fact]
    public async Task MoreThanAThousandRows_Answer400()
    {
        var csv = "user,mobile\n" + string.Concat(Enumerable.Repeat($"{_tenant.Name("balas")},+1 2065555510\n", 1_001));

        (await SendCsvAsync(csv)).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods")).Value);
    }

    [Fact]
    public async Task AnApplication_MayRegisterInBulk() =>
        Assert.Equal(["1 mobile registered"], Lines(await SendJsonAsync(
            $$"""{"user":"{{_tenant.Name("balas")}}","mobile":"+1 2065555510"}""", await _tenant.AsAppAsync("UserAuthenticationMethod.ReadWrite.All"))));

    [Theory]
    [InlineData("kim")]
    [InlineData("user.admin")]
    [InlineData("global.reader")]
    public async Task CallersWithoutPermission_AreRefused(string alias) =>
        (await (await _tenant.AsAsync(alias)).PostAnswerAsync(Url, """{"value":[{"user":"a","mobile":"+1 2065555510"}]}"""))
            .Is(HttpStatusCode.Forbidden, "accessDenied");

    private static IEnumerable<string> Lines(Answer answer) => answer.Value.Select(r => $"{r!["row"]} {r["method"]} {r["result"]}");

    private async Task<Answer> SendJsonAsync(string row, HttpClient? client = null) =>
        (await (client ?? _admin).PostAnswerAsync(Url, $$"""{"value":[{{row}}]}""")).Is(HttpStatusCode.OK);

    private Task<Answer> SendCsvAsync(string csv) => _admin.AnswerAsync(HttpMethod.Post, Url, csv, "text/csv");

    private Task<int> RecordsAsync() => _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.CountAsync());
}
