using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PhoneMethods;

/// <summary>Two callers write at the same time: one wins, the other gets the documented answer.</summary>
public sealed class SimultaneousPhonesTests() : AdminTests("global.admin")
{
    private static readonly Guid[] UsersWithoutPhones = [.. Enumerable.Range(1, 14).Append(21).Concat(Enumerable.Range(24, 6)).Select(SampleTenant.UserId)];

    [Fact]
    public async Task Create_TwiceAtOnce_Answers201Once()
    {
        var pairs = await Task.WhenAll(UsersWithoutPhones.Select(user => Task.WhenAll(CreateAsync(user, "+1 2065555501"), CreateAsync(user, "+1 2065555502"))));

        foreach (var (user, pair) in UsersWithoutPhones.Zip(pairs))
        {
            var won = Assert.Single(pair, answer => answer.Status == HttpStatusCode.Created);
            Assert.Single(pair, answer => answer.Status == HttpStatusCode.BadRequest && answer.ErrorCode == "badRequest");
            Assert.Equal((string?)won.Json["phoneNumber"], (string?)(await MobileAsync(user)).Json["phoneNumber"]);
        }
    }

    [Fact]
    public async Task Create_OfOneSignInNumberByManyAtOnce_RegistersItOnce()
    {
        await _tenant.AllowSmsSignInAsync();

        var answers = await Task.WhenAll(UsersWithoutPhones.Select(user => CreateAsync(user, "+1 2065555501")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.Is(HttpStatusCode.Conflict, "phoneNumberNotUnique"));
        var states = await Task.WhenAll(UsersWithoutPhones.Select(async user => (string?)(await MobileAsync(user)).Json["smsSignInState"]));
        Assert.Single(states, "ready");
        Assert.Equal(UsersWithoutPhones.Length - 1, states.Count(state => state == "phoneNumberNotUnique"));
    }

    [Fact]
    public async Task DeleteOfTheMobileAndCreateOfTheAlternate_AtOnce_NeverLeaveAnAlternateAlone()
    {
        await Task.WhenAll(UsersWithoutPhones.Select(user => CreateAsync(user, "+1 2065555501")));

        await Task.WhenAll(UsersWithoutPhones.SelectMany(user => new[]
        {
            _admin.DeleteAnswerAsync($"{Phones(user)}/{MethodIds.Mobile}"),
            _admin.PostAnswerAsync(Phones(user), """{"phoneNumber":"+1 2065555502","phoneType":"alternateMobile"}"""),
        }));

        foreach (var user in UsersWithoutPhones)
        {
            var types = (await _admin.GetAnswerAsync(Phones(user))).Is(HttpStatusCode.OK).Value.Select(p => (string?)p!["phoneType"]).Order().ToArray();
            Assert.True(types is [] or ["alternateMobile", "mobile"], string.Join(", ", types));
        }
    }

    private static string Phones(Guid user) => $"/v1.0/users/{user}/authentication/phoneMethods";

    private Task<Answer> CreateAsync(Guid user, string number) =>
        _admin.PostAnswerAsync(Phones(user), $$"""{"phoneNumber":"{{number}}","phoneType":"mobile"}""");

    private async Task<Answer> MobileAsync(Guid user) => (await _admin.GetAnswerAsync($"{Phones(user)}/{MethodIds.Mobile}")).Is(HttpStatusCode.OK);
}
