using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

public sealed class ListUsersTests() : AdminTests("global.admin")
{
    private const int SampleUsers = 23;

    [Fact]
    public async Task List_AnswersTheDefaultPropertiesOfEverybodyWithoutALinkOnTheLastPage()
    {
        var found = (await _admin.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);

        Assert.Equal(SampleUsers, found.Value.Count);
        Assert.All(found.Value, user => Assert.Equal("id", user!.AsObject().Last().Key));
        Assert.All(found.Value, user => Assert.Equal(11, user!.AsObject().Count));
        Assert.Null(found.Json["@odata.nextLink"]);
        Assert.DoesNotContain("@odata.type", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithTop_LinksAbsolutelyToTheNextPageWithTheSameOptions()
    {
        var first = (await _admin.GetAnswerAsync("/v1.0/users?$select=userPrincipalName&%24top=20&other=1")).Is(HttpStatusCode.OK);
        var link = (string)first.Json["@odata.nextLink"]!;

        var second = (await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK);

        Assert.StartsWith("http://localhost/v1.0/users?$select=userPrincipalName&%24top=20&other=1&$skiptoken=", link, StringComparison.Ordinal);
        Assert.Equal((20, SampleUsers - 20), (first.Value.Count, second.Value.Count));
        Assert.Null(second.Json["@odata.nextLink"]);
        Assert.Equal(SampleUsers, first.Value.Concat(second.Value).Select(u => (string?)u!["userPrincipalName"]).Distinct().Count());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task List_WithAPageSizeOutOfBounds_Answers400(string top) => Assert.Equal(
        $"Invalid page size specified: '{top}'. Must be between 1 and 999 inclusive.",
        (await _admin.GetAnswerAsync($"/v1.0/users?$top={top}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery").ErrorMessage);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("999", SampleUsers)]
    public async Task List_WithAPageSizeWithinBounds_Answers200(string top, int items) =>
        Assert.Equal(items, (await _admin.GetAnswerAsync($"/v1.0/users?$top={top}")).Is(HttpStatusCode.OK).Value.Count);

    [Fact]
    public async Task List_WithSkip_Answers400() => Assert.Equal(
        "'$skip' is not supported by the service.",
        (await _admin.GetAnswerAsync("/v1.0/users?$skip=5")).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);

    [Fact]
    public async Task List_WithSearchWithoutTheHeader_Answers400() => Assert.Equal(
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
        (await _admin.GetAnswerAsync("/v1.0/users?$search=\"displayName:Kim\"")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery").ErrorMessage);

    [Theory]
    [InlineData("$select=nonsense", "Request_UnsupportedQuery")]
    [InlineData("$filter=nonsense eq 'x'", "Request_UnsupportedQuery")]
    [InlineData("$filter=((", "BadRequest")]
    [InlineData("$filter=", "BadRequest")]
    [InlineData("$orderby=", "BadRequest")]
    [InlineData("$orderby=jobTitle", "Request_UnsupportedQuery")]
    [InlineData("$expand=ownedObjects", "BadRequest")]
    [InlineData("$skiptoken=!!", "Request_BadRequest")]
    [InlineData("$skiptoken=AAAA", "Request_BadRequest")]
    [InlineData("$skiptoken=", "Request_BadRequest")]
    [InlineData("$top=1&top=2", "BadRequest")]
    public async Task List_WithAnInvalidOption_Answers400(string query, string code) =>
        (await _admin.GetAnswerAsync($"/v1.0/users?{query}")).Is(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task List_WithCount_CountsOnlyWithTheHeaderAndOnTheFirstPage()
    {
        var without = (await _admin.GetAnswerAsync("/v1.0/users?$count=true")).Is(HttpStatusCode.OK);
        var with = (await EventualAsync("/v1.0/users?$count=true&$top=20")).Is(HttpStatusCode.OK);
        var second = (await EventualAsync((string)with.Json["@odata.nextLink"]!)).Is(HttpStatusCode.OK);

        Assert.Null(without.Json["@odata.count"]);
        Assert.Equal(SampleUsers, (int)with.Json["@odata.count"]!);
        Assert.Null(second.Json["@odata.count"]);
    }

    [Fact]
    public async Task Count_AnswersTheBareNumberWithTheHeader()
    {
        var found = (await EventualAsync("/v1.0/users/$count")).Is(HttpStatusCode.OK);

        Assert.Equal(SampleUsers.ToString(System.Globalization.CultureInfo.InvariantCulture), found.Text);
        Assert.Equal("text/plain", found.ContentHeaders.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("session")]
    public async Task Count_WithoutTheHeader_Answers400(string level) => Assert.Equal(
        "$count is not currently supported.",
        (await _admin.AnswerAsync(HttpMethod.Get, "/v1.0/users/$count", headers: ("ConsistencyLevel", level)))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);

    [Theory]
    [InlineData("/v1.0/users")]
    [InlineData("/v1.0/users/$count")]
    public async Task List_ByAGuest_Answers403(string path)
    {
        var guest = await _tenant.AsAsync("guest_fabrikam.com#EXT#");

        (await guest.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await guest.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task List_ByAnOrdinaryMember_NeedsThePermissionAndNoRole()
    {
        (await (await _tenant.AsAsync("kim", "User.ReadBasic.All")).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("kim", "User.Read")).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    private Task<Answer> EventualAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
