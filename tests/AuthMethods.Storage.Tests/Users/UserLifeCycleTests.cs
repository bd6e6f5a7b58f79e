using System.Net;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Users;

[Collection(EngineServers.Collection)]
public sealed class UserLifeCycleTests(EngineServers servers)
{
    [SkippableTheory, EachEngine]
    public async Task User_IsCreatedReadChangedAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var id = await CreateAsync(admin, tenant.Name("zoe"));

        (await admin.PatchAnswerAsync($"/v1.0/users/{id}", """{"displayName":"Zoë","businessPhones":["+1 425 555 0100"]}""")).Is(HttpStatusCode.NoContent);

        var found = (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("ZOE")}")).Is(HttpStatusCode.OK);
        Assert.Equal("Zoë", (string?)found.Json["displayName"]);
        Assert.Equal("+1 425 555 0100", (string?)found.Json["businessPhones"]!.AsArray().Single());
        (await admin.DeleteAnswerAsync($"/v1.0/users/{id}")).Is(HttpStatusCode.NoContent);
        (await admin.GetAnswerAsync($"/v1.0/users/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [SkippableTheory, EachEngine]
    public async Task Delete_KeepsTheRowOutOfSightAndFreesTheName(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var first = await CreateAsync(admin, tenant.Name("zoe"));
        (await admin.DeleteAnswerAsync($"/v1.0/users/{first}")).Is(HttpStatusCode.NoContent);

        var second = await CreateAsync(admin, tenant.Name("zoe"));

        Assert.NotEqual(first, second);
        Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.Users.AnyAsync(u => u.Id == first)));
        var deleted = await tenant.Server.QueryAsync(tenant.Id, db => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).SingleAsync(u => u.Id == first));
        Assert.NotNull(deleted.DeletedDateTime);
        Assert.True(
            await tenant.Server.QueryAsync(tenant.Id, db => db.AuthenticationMethods.AnyAsync(m => m.UserId == first)), "the methods stay with the user");
    }

    [SkippableTheory, EachEngine]
    public async Task List_PagesJoinedAreTheList(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        for (var i = 0; i < 20; i++) await CreateAsync(admin, tenant.Name($"user{i}"));
        var whole = Ids(await admin.GetAnswerAsync("/v1.0/users?$top=999"));

        var joined = new List<string>();
        for (var next = "/v1.0/users?$top=7"; next is not null;)
        {
            var page = (await admin.GetAnswerAsync(next)).Is(HttpStatusCode.OK);
            joined.AddRange(Ids(page));
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.True(whole.Length >= 43, "the sample users and twenty more");
        Assert.Equal(whole, joined);
    }

    [SkippableTheory, EachEngine]
    public async Task Update_WhenManyPatchOneUser_LosesNoProperty(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        string[] properties = ["city", "companyName", "department", "jobTitle", "officeLocation", "postalCode", "state", "country"];

        var answers = await Task.WhenAll(properties.Select(p => admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("kim")}", $$"""{"{{p}}":"new"}""")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.NoContent));
        var kim = (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}?$select={string.Join(',', properties)}")).Json;
        Assert.All(properties, p => Assert.Equal("new", (string?)kim[p]));
    }

    [SkippableTheory, EachEngine]
    public async Task Identity_OfTwoUsersAtOnce_IsOnes_AndFindsThem(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        const string identity = """{"identities":[{"signInType":"federated","issuer":"facebook.com","issuerAssignedId":"5eecb0cd"}]}""";

        var answers = await Task.WhenAll(new[] { "kim", "adele" }.Select(alias => admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name(alias)}", identity)));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
        Assert.Single(Ids(await admin.GetAnswerAsync("/v1.0/users?$filter=identities/any(c:c/issuerAssignedId eq '5EECB0CD' and c/issuer eq 'facebook.com')")));
        Assert.Single(Ids(await admin.GetAnswerAsync(
            $"/v1.0/users?$filter=identities/any(c:c/issuerAssignedId eq '{tenant.Name("kim")}' and c/issuer eq '{tenant.Domain}')")));
    }

    [SkippableTheory, EachEngine]
    public async Task Purge_LetsGoOfTheNumberThatOthersWaitedFor(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await SmsSignIn.AllowAsync(tenant);
        var admin = await tenant.AsAsync("global.admin");
        const string number = """{"phoneNumber":"+1 2065550177","phoneType":"mobile"}""";
        var (first, second) = ($"/v1.0/users/{tenant.Name("balas")}", $"/v1.0/users/{tenant.Name("megan")}");
        var id = (string)(await admin.GetAnswerAsync(first)).Json["id"]!;
        (await admin.PostAnswerAsync($"{first}/authentication/phoneMethods", number)).Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync($"{second}/authentication/phoneMethods", number)).Is(HttpStatusCode.Conflict, "phoneNumberNotUnique");

        (await admin.DeleteAnswerAsync(first)).Is(HttpStatusCode.NoContent);
        (await admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{id}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            "notConfigured",
            (string?)(await admin.GetAnswerAsync($"{second}/authentication/phoneMethods")).Is(HttpStatusCode.OK).Value.Single()!["smsSignInState"]);
    }

    private static async Task<Guid> CreateAsync(HttpClient admin, string name)
    {
        var created = (await admin.PostAnswerAsync("/v1.0/users", $$"""
            {"accountEnabled":true,"displayName":"Zoe","mailNickname":"zoe","userPrincipalName":"{{name}}","passwordProfile":{"password":"Contoso-Dev-1!"} }
            """)).Is(HttpStatusCode.Created);
        return (Guid)created.Json["id"]!;
    }

    private static string[] Ids(Answer list) => [.. list.Is(HttpStatusCode.OK).Value.Select(u => (string)u!["id"]!)];
}
