using System.Net;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Delta;

public sealed class UserDeltaTests() : AdminTests("global.admin")
{
    private const string Delta = "/v1.0/users/delta";

    private static string Kim => $"/v1.0/users/{TheDirectory.Kim}";

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task FirstRound_ListsEveryUserPageByPageAndEndsWithADeltaLink(string version)
    {
        var first = (await _admin.GetAnswerAsync($"/{version}/users/delta?$top=9")).Is(HttpStatusCode.OK);
        var (items, last) = await _admin.RoundAsync($"/{version}/users/delta?$top=9");

        Assert.Equal(["@odata.context", "@odata.nextLink", "value"], first.Json.AsObject().Select(p => p.Key));
        Assert.Equal(9, first.Value.Count);
        Assert.Equal($"http://localhost/{version}/$metadata#users", (string?)first.Json["@odata.context"]);
        Assert.StartsWith($"http://localhost/{version}/users/delta?$skiptoken=", (string)first.Json["@odata.nextLink"]!, StringComparison.Ordinal);
        Assert.Equal(["@odata.context", "@odata.deltaLink", "value"], last.Json.AsObject().Select(p => p.Key));
        Assert.StartsWith($"http://localhost/{version}/users/delta?$deltatoken=", last.DeltaLink(), StringComparison.Ordinal);
        Assert.Equal((await _admin.GetAnswerAsync("/v1.0/users?$top=999")).Ids().Order(), items.Select(i => (string)i["id"]!).Order());
    }

    [Fact]
    public async Task FirstRound_LeavesOutPropertiesThatWereNeverSet()
    {
        (await _admin.PatchAnswerAsync(Kim, """{"jobTitle":"Technician"}""")).Is(HttpStatusCode.NoContent);

        var kim = (await _admin.RoundAsync($"{Delta}?$filter=id eq '{TheDirectory.Kim}'")).Items.Single();

        Assert.Equal(
            ["businessPhones", "displayName", "givenName", "jobTitle", "surname", "userPrincipalName", "id"], kim.Select(p => p.Key));
    }

    [Fact]
    public async Task Select_ShowsTheSelectedPropertiesAndTheId_InLaterRoundsToo()
    {
        var first = (await _admin.GetAnswerAsync($"{Delta}?$select=displayName,department&$top=1")).Is(HttpStatusCode.OK);
        var link = (await _admin.RoundAsync($"{Delta}?$select=displayName,department")).Last.DeltaLink();
        (await _admin.PatchAnswerAsync(Kim, """{"department":"Field","city":"Oslo"}""")).Is(HttpStatusCode.NoContent);

        var later = (await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK);

        Assert.Equal("http://localhost/v1.0/$metadata#users(displayName,department)", (string?)first.Json["@odata.context"]);
        Assert.Equal(["displayName", "id"], first.Value[0]!.AsObject().Select(p => p.Key));
        Assert.Equal("http://localhost/v1.0/$metadata#users", (string?)later.Json["@odata.context"]);
        Assert.Equal($$"""{"displayName":"Kim Akers","department":"Field","id":"{{TheDirectory.Kim}}"}""", later.Value.Single()!.ToJsonString());
    }

    [Fact]
    public async Task Select_TracksNoOtherProperties()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName,department");
        (await _admin.PatchAnswerAsync(Kim, """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task WithoutSelect_AChangeOfAnyPropertyShowsTheUserWithTheDefaultProperties()
    {
        var link = await _admin.LatestAsync(Delta);
        (await _admin.PatchAnswerAsync(Kim, """{"department":"Field"}""")).Is(HttpStatusCode.NoContent);

        var kim = (await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK).Value.Single()!.AsObject();

        Assert.Equal(TheDirectory.Kim, (string?)kim["id"]);
        Assert.Equal("Kim Akers", (string?)kim["displayName"]);
        Assert.False(kim.ContainsKey("department"));
    }

    [Fact]
    public async Task APropertyThatWasCleared_IsNull()
    {
        (await _admin.PatchAnswerAsync(Kim, """{"jobTitle":"Technician"}""")).Is(HttpStatusCode.NoContent);
        var link = await _admin.LatestAsync($"{Delta}?$select=jobTitle,city");
        (await _admin.PatchAnswerAsync(Kim, """{"jobTitle":null}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal($$"""{"jobTitle":null,"id":"{{TheDirectory.Kim}}"}""", (await _admin.GetAnswerAsync(link)).Value.Single()!.ToJsonString());
    }

    [Fact]
    public async Task ReturnMinimal_ShowsOnlyWhatChangedAndIsConfirmed()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName,jobTitle,mobilePhone");
        (await _admin.PatchAnswerAsync(Kim, """{"jobTitle":"Technician"}""")).Is(HttpStatusCode.NoContent);

        var minimal = await _admin.AnswerAsync(HttpMethod.Get, link, headers: ("Prefer", "return=minimal"));
        var usual = (await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK);

        Assert.Equal($$"""{"jobTitle":"Technician","id":"{{TheDirectory.Kim}}"}""", minimal.Is(HttpStatusCode.OK).Value.Single()!.ToJsonString());
        Assert.Equal("return=minimal", minimal.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal($$"""{"displayName":"Kim Akers","jobTitle":"Technician","id":"{{TheDirectory.Kim}}"}""", usual.Value.Single()!.ToJsonString());
        Assert.False(usual.Headers.Contains("Preference-Applied"));
    }

    [Fact]
    public async Task ReturnMinimal_ShowsOnlyTheChangedPartOfTheProfile()
    {
        const string Set = """{"employeeOrgData":{"division":"A"},"onPremisesExtensionAttributes":{"extensionAttribute1":"1"}}""";
        var link = await _admin.LatestAsync($"{Delta}?$select=employeeOrgData,onPremisesExtensionAttributes");
        (await _admin.PatchAnswerAsync(Kim, Set)).Is(HttpStatusCode.NoContent);
        var next = (await _admin.GetAnswerAsync(link)).DeltaLink();
        (await _admin.PatchAnswerAsync(Kim, """{"employeeOrgData":{"division":"B"}}""")).Is(HttpStatusCode.NoContent);

        var kim = (await _admin.RoundAsync(next, "return=minimal")).Items.Single();

        Assert.Equal(["employeeOrgData", "id"], kim.Select(p => p.Key));
    }

    [Fact]
    public async Task ACreatedUser_IsShownCompletely()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName,accountEnabled,city");
        var id = await NewUser.CreateAsync(_admin, _tenant, "robin");

        var robin = (await _admin.RoundAsync(link, "return=minimal")).Items.Single();

        Assert.Equal($$"""{"displayName":"Robin Kline","accountEnabled":true,"id":"{{id}}"}""", robin.ToJsonString());
    }

    [Fact]
    public async Task ADeletedUser_IsRemovedAsChanged_ARestoredOneIsBack_APurgedOneIsRemovedAsDeleted()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName");
        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);
        var deleted = await _admin.GetAnswerAsync(link);
        (await _admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.Kim}/restore")).Is(HttpStatusCode.OK);
        var restored = await _admin.GetAnswerAsync(deleted.DeltaLink());
        (await _admin.DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.Kim}")).Is(HttpStatusCode.NoContent);
        var purged = await _admin.GetAnswerAsync(restored.DeltaLink());

        Assert.Equal($$$"""{"id":"{{{TheDirectory.Kim}}}","@removed":{"reason":"changed"}}""", deleted.Value.Single()!.ToJsonString());
        Assert.Equal($$"""{"displayName":"Kim Akers","id":"{{TheDirectory.Kim}}"}""", restored.Value.Single()!.ToJsonString());
        Assert.Equal($$$"""{"id":"{{{TheDirectory.Kim}}}","@removed":{"reason":"deleted"}}""", purged.Value.Single()!.ToJsonString());
    }

    [Fact]
    public async Task AUserWhoChangedOftenInARound_IsShownOnce()
    {
        var link = await _admin.LatestAsync(Delta);
        for (var i = 0; i < 5; i++) (await _admin.PatchAnswerAsync(Kim, $$"""{"city":"{{i}}"}""")).Is(HttpStatusCode.NoContent);

        Assert.Single((await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task ADeltaLink_AnswersTheSameAgain()
    {
        var link = await _admin.LatestAsync(Delta);
        (await _admin.PatchAnswerAsync(Kim, """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);

        var (first, second) = (await _admin.GetAnswerAsync(link), await _admin.GetAnswerAsync(link));

        Assert.Equal(first.Value.ToJsonString(), second.Value.ToJsonString());
        Assert.Empty((await _admin.GetAnswerAsync(first.DeltaLink())).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task Filter_TracksTheNamedUsersAlone()
    {
        var filter = Uri.EscapeDataString($"id eq '{TheDirectory.Kim}' or id eq '{TheDirectory.Adele}' or id eq 'nobody'");
        var (items, last) = await _admin.RoundAsync($"{Delta}?$filter={filter}");
        foreach (var user in new[] { TheDirectory.Kim, TheDirectory.Balas })
        {
            (await _admin.PatchAnswerAsync($"/v1.0/users/{user}", """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);
        }

        var later = await _admin.RoundAsync(last.DeltaLink());

        Assert.Equal([TheDirectory.Kim, TheDirectory.Adele], items.Select(i => (string)i["id"]!));
        Assert.Equal([TheDirectory.Kim], later.Items.Select(i => (string)i["id"]!));
    }

    [Theory]
    [InlineData("displayName eq 'Kim'", "Unsupported or invalid query filter clause specified for property 'displayName' of resource 'User'.")]
    [InlineData("id ne '22'", "Unsupported or invalid query filter clause specified for property 'id' of resource 'User'.")]
    [InlineData("nonsense eq 'x'", "Property 'nonsense' does not exist as a declared property or extension property.")]
    public async Task Filter_ByAnythingButIds_Answers400(string filter, string message) => Assert.Equal(
        message,
        (await _admin.GetAnswerAsync($"{Delta}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery").ErrorMessage);

    [Theory]
    [InlineData(50, HttpStatusCode.OK)]
    [InlineData(51, HttpStatusCode.BadRequest)]
    public async Task Filter_NamesUpTo50Objects(int count, HttpStatusCode status)
    {
        var filter = string.Join(" or ", Enumerable.Range(0, count).Select(i => $"id eq '{Seed.SampleTenant.UserId(i)}'"));

        (await _admin.GetAnswerAsync($"{Delta}?$filter={Uri.EscapeDataString(filter)}")).Is(status);
    }

    [Theory]
    [InlineData("$orderby=displayName", "'$orderby' is not supported by the service.", "Request_BadRequest")]
    [InlineData("$search=\"displayName:kim\"", "'$search' is not supported by the service.", "Request_BadRequest")]
    [InlineData("$expand=memberOf", "'$expand' is not supported by the service.", "Request_BadRequest")]
    [InlineData("$skip=1", "'$skip' is not supported by the service.", "Request_BadRequest")]
    [InlineData("$top=0", "Invalid page size specified: '0'. Must be between 1 and 999 inclusive.", "Request_UnsupportedQuery")]
    [InlineData("$select=nonsense", "Property 'nonsense' does not exist as a declared property or extension property.", "Request_UnsupportedQuery")]
    [InlineData("$select=members", "Property 'members' does not exist as a declared property or extension property.", "Request_UnsupportedQuery")]
    public async Task Options_ThatDeltaQueriesDoNotHave_Answer400(string option, string message, string code) =>
        Assert.Equal(message, (await _admin.GetAnswerAsync($"{Delta}?{option}")).Is(HttpStatusCode.BadRequest, code).ErrorMessage);

    [Fact]
    public async Task Select_OfAPropertyThatIsStoredElsewhere_Answers501() =>
        (await _admin.GetAnswerAsync($"{Delta}?$select=displayName,skills")).Is(HttpStatusCode.NotImplemented, "NotImplemented");

    [Fact]
    public async Task AChangeOfWhatIsStoredElsewhere_IsNotShown()
    {
        var link = await _admin.LatestAsync(Delta);
        (await _admin.PatchAnswerAsync(Kim, """{"aboutMe":"Me"}""")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK).Value);
    }

    [Theory]
    [InlineData("$top=5", null, 5)]
    [InlineData("", "odata.maxpagesize=4", 4)]
    [InlineData("", "maxpagesize=4", 4)]
    [InlineData("$top=5", "odata.maxpagesize=8", 5)]
    [InlineData("$top=8", "return=minimal, odata.maxpagesize=5", 5)]
    [InlineData("", "odata.maxpagesize=0", 23)]
    public async Task PageSize_IsTheSmallerOfTopAndThePreference(string option, string? prefer, int items)
    {
        var answer = prefer is null
            ? await _admin.GetAnswerAsync($"{Delta}?{option}")
            : await _admin.AnswerAsync(HttpMethod.Get, $"{Delta}?{option}", headers: ("Prefer", prefer));

        Assert.Equal(items, answer.Is(HttpStatusCode.OK).Value.Count);
    }

    [Fact]
    public async Task Latest_AnswersNoUsersAndALinkToWhatChangesFromNowOn()
    {
        (await _admin.PatchAnswerAsync(Kim, """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);
        var latest = (await _admin.GetAnswerAsync($"{Delta}?$deltaToken=LATEST")).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync($"/v1.0/users/{TheDirectory.Adele}", """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);

        var later = await _admin.RoundAsync(latest.DeltaLink());

        Assert.Empty(latest.Value);
        Assert.Equal([TheDirectory.Adele], later.Items.Select(i => (string)i["id"]!));
    }

    [Fact]
    public async Task AChangeDuringTheFirstRound_IsInTheNextRound()
    {
        var first = (await _admin.GetAnswerAsync($"{Delta}?$top=12")).Is(HttpStatusCode.OK);
        var early = (string)first.Value[0]!["id"]!;
        (await _admin.PatchAnswerAsync($"/v1.0/users/{early}", """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);
        var added = await NewUser.CreateAsync(_admin, _tenant, "robin");
        var last = (await _admin.RoundAsync((string)first.Json["@odata.nextLink"]!)).Last;

        var ids = (await _admin.RoundAsync(last.DeltaLink())).Items.Select(i => (string)i["id"]!);

        Assert.Equal(new[] { early, added }.Order(), ids.Order());
    }

    [Fact]
    public async Task MethodsAndLocks_AreNotRecordedAsChanges()
    {
        var before = await RecordedAsync();
        (await _admin.DeleteAnswerAsync($"{Kim}/authentication/phoneMethods/e37fc753-ff3b-4958-9484-eaa9425c82bc")).Is(HttpStatusCode.NoContent);
        const string Phone = """{"phoneNumber":"+1 2065555555","phoneType":"mobile"}""";
        (await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Balas}/authentication/phoneMethods", Phone)).Is(HttpStatusCode.Created);

        Assert.Equal(before, await RecordedAsync());
    }

    [Fact]
    public async Task ARefusedChange_IsNotRecorded()
    {
        var before = await RecordedAsync();
        (await _admin.PatchAnswerAsync(Kim, $$"""{"userPrincipalName":"{{_tenant.Name("adele")}}"}""")).Is(HttpStatusCode.BadRequest);
        (await _admin.PatchAnswerAsync(Kim, """{"city":null}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal(before, await RecordedAsync());
    }

    [Fact]
    public async Task EveryRecordedColumn_IsAPropertyOfTheWireType()
    {
        var (users, groups) = await _tenant.Server.QueryAsync(
            _tenant.Id, db => Task.FromResult((ColumnsOf<UserRow>(db), ColumnsOf<GroupRow>(db))));

        // A new column is either shown as a property of its name or listed in ShownProperties.
        Assert.All(users.SelectMany(ShownProperties.Of), name => Assert.NotNull(WireType.Of<User>(GraphVersion.Beta).Find(name)));
        Assert.All(groups.SelectMany(ShownProperties.Of), name => Assert.NotNull(WireType.Of<Group>(GraphVersion.Beta).Find(name)));
    }

    private static string[] ColumnsOf<TRow>(AuthDb db) =>
        [.. db.Model.FindEntityType(typeof(TRow))!.GetProperties().Select(p => p.Name).Except([nameof(UserRow.TenantId), nameof(UserRow.Profile)])];

    private Task<int> RecordedAsync() => _tenant.Server.QueryAsync(_tenant.Id, db => db.Set<ObjectChangeRow>().CountAsync());
}
