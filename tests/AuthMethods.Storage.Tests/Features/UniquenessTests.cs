using System.Net;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>Keys and unique indexes decide who is first, on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class UniquenessTests(EngineServers servers)
{
    private const string Mobile = """{"phoneType":"mobile","phoneNumber":"+1 2065555600"}""";

    [SkippableTheory, EachEngine]
    public async Task CreatePhone_WhenTwoComeAtOnce_OneWins(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.PostAnswerAsync(Phones(tenant, "balas"), Mobile)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.BadRequest, "badRequest"));
        Assert.Single((await admin.GetAnswerAsync(Phones(tenant, "balas"))).Value);
    }

    [SkippableTheory, EachEngine]
    public async Task CreateUser_WhenTwoComeAtOnce_OneHasTheName(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        string[] spellings = ["Zoe", "zoe", "ZOE", "zOE"];

        var answers = await Task.WhenAll(spellings.Select(alias => admin.PostAnswerAsync(
            "/v1.0/users",
            $$"""{"accountEnabled":true,"displayName":"Zoe","mailNickname":"zoe","userPrincipalName":"{{tenant.Name(alias)}}","passwordProfile":"""
                + """{"password":"Contoso-Dev-1!"} }""")));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.BadRequest, "Request_BadRequest"));
    }

    [SkippableTheory, EachEngine]
    public async Task RenameUser_ToATakenName_IsRefusedAndChangesNothing(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");

        var refused = await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("kim")}", $$"""{"city":"Oslo","userPrincipalName":"{{tenant.Name("Adele")}}"}""");

        refused.Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        Assert.Null((string?)(await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}?$select=city")).Is(HttpStatusCode.OK).Json["city"]);
    }

    [SkippableTheory, EachEngine]
    public async Task SmsNumber_WhenAnotherHasIt_TheSecondKeepsThePhoneAndWaits(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await SmsSignIn.AllowAsync(tenant);
        var admin = await tenant.AsAsync("global.admin");
        string[] users = ["balas", "megan", "alex"];

        var answers = await Task.WhenAll(users.Select(user => admin.PostAnswerAsync(Phones(tenant, user), Mobile)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.Conflict, "phoneNumberNotUnique"));
        var states = await tenant.Server.QueryAsync(tenant.Id, db => db.Set<PhoneMethodRow>().Where(p => p.PhoneNumber == "+1 2065555600").ToListAsync());
        Assert.Equal(3, states.Count);
        Assert.Single(states, p => p.StateOfSmsSignIn(true) == SmsSignInState.Ready);
        Assert.Equal(2, states.Count(p => p.StateOfSmsSignIn(true) == SmsSignInState.PhoneNumberNotUnique));
    }

    [SkippableTheory, EachEngine]
    public async Task SmsNumber_OnceDeleted_IsFreeForAnother(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await SmsSignIn.AllowAsync(tenant);
        var admin = await tenant.AsAsync("global.admin");
        var mobile = PhoneMethodRow.IdOf(PhoneType.Mobile);
        (await admin.PostAnswerAsync(Phones(tenant, "balas"), Mobile)).Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync(Phones(tenant, "megan"), Mobile)).Is(HttpStatusCode.Conflict);

        (await admin.DeleteAnswerAsync($"{Phones(tenant, "balas")}/{mobile}")).Is(HttpStatusCode.NoContent);
        (await admin.PostAnswerAsync($"{Phones(tenant, "megan")}/{mobile}/enableSmsSignIn")).Is(HttpStatusCode.NoContent);

        Assert.Equal("ready", (string?)(await admin.GetAnswerAsync($"{Phones(tenant, "megan")}/{mobile}")).Json["smsSignInState"]);
    }

    [SkippableTheory, EachEngine]
    public async Task UpdatePhone_WhenManyWriteAtOnce_TheLastStateIsOneOfTheirs(StorageEngine engine)
    {
        const int writers = 48;
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var mobile = $"{Phones(tenant, "kim")}/{PhoneMethodRow.IdOf(PhoneType.Mobile)}";

        var answers = await Task.WhenAll(Enumerable.Range(0, writers).Select(i => admin.PatchAnswerAsync(mobile, $$"""{"phoneNumber":"{{Number(i)}}"}""")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.NoContent));
        Assert.Contains((string?)(await admin.GetAnswerAsync(mobile)).Json["phoneNumber"], Enumerable.Range(0, writers).Select(Number));

        static string Number(int i) => $"+1 20655570{i:D2}";
    }

    [SkippableTheory, EachEngine]
    public async Task AlternateMobile_WhenTheMobileIsDeletedAtTheSameTime_IsNeverLeftAlone(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var phones = Phones(tenant, "balas");
        for (var round = 0; round < 5; round++)
        {
            await admin.PostAnswerAsync(phones, Mobile);

            await Task.WhenAll(
                admin.PostAnswerAsync(phones, """{"phoneType":"alternateMobile","phoneNumber":"+1 2065555699"}"""),
                admin.DeleteAnswerAsync($"{phones}/{PhoneMethodRow.IdOf(PhoneType.Mobile)}"));

            var types = (await admin.GetAnswerAsync(phones)).Is(HttpStatusCode.OK).Value.Select(p => (string?)p!["phoneType"]).ToArray();
            Assert.False(types is ["alternateMobile"], "an alternate mobile without a mobile");
            await admin.DeleteAnswerAsync($"{phones}/{PhoneMethodRow.IdOf(PhoneType.AlternateMobile)}");
            await admin.DeleteAnswerAsync($"{phones}/{PhoneMethodRow.IdOf(PhoneType.Mobile)}");
        }
    }

    private static string Phones(TestTenant tenant, string user) => $"/v1.0/users/{tenant.Name(user)}/authentication/phoneMethods";
}
