using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.AppPasswords;

public sealed class AppPasswordsTests : TenantTests
{
    private const string Own = "/authmethods/me/appPasswords";
    private const string Mail = """{"displayName":"Old mail client"}""";

    private HttpClient _kim = null!;

    private string Kims => $"/authmethods/users/{_tenant.Name("kim")}/appPasswords";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        _kim = await _tenant.AsAsync("kim");
    }

    [Fact]
    public async Task Create_ShowsThePasswordOnce()
    {
        var created = (await _kim.PostAnswerAsync(Own, Mail)).Is(HttpStatusCode.Created);

        Assert.Matches(new Regex("^[a-z]{16}$"), (string)created.Json["password"]!);
        var read = (await _kim.GetAnswerAsync(created.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal("Old mail client", (string?)read.Json["displayName"]);
        Assert.Null(read.Json["password"]);
        Assert.Null((await _kim.GetAnswerAsync(Own)).Value.Single()!["password"]);
    }

    [Fact]
    public async Task Create_WithoutPerUserMfa_Answers400() =>
        (await (await _tenant.AsAsync("balas")).PostAnswerAsync(Own, Mail)).Is(HttpStatusCode.BadRequest, "badRequest");

    [Theory]
    [InlineData("""{"displayName":""}""")]
    [InlineData("""{"displayName":" "}""")]
    [InlineData("""{"displayName":null}""")]
    [InlineData("{}")]
    public async Task Create_WithoutAName_Answers400(string body) => (await _kim.PostAnswerAsync(Own, body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Create_ForAnotherUser_Answers403() =>
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync(Kims, Mail)).Is(HttpStatusCode.Forbidden, "accessDenied");

    [Fact]
    public async Task Create_BeyondForty_Answers400()
    {
        for (var i = 0; i < 40; i++) (await _kim.PostAnswerAsync(Own, Mail)).Is(HttpStatusCode.Created);

        (await _kim.PostAnswerAsync(Own, Mail)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task AppPassword_SignsInWhereThePasswordAloneDoesNot_AndHasNoRefreshToken()
    {
        var password = await CreateAsync();

        Assert.Equal(50076, (await _tenant.SignInAsync("kim")).AadSts());
        var signedIn = (await _tenant.SignInAsync("kim", password, "User.Read offline_access")).Is(HttpStatusCode.OK);
        (await _tenant.ClientOf(signedIn).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        Assert.Null(signedIn.Json["refresh_token"]);
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("megan", password)).AadSts());
    }

    [Fact]
    public async Task AppPassword_WhenPerUserMfaIsDisabled_DoesNotSignIn()
    {
        var password = await CreateAsync();

        await _tenant.SetPerUserMfaAsync("kim", "disabled");

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", password)).AadSts());
    }

    [Fact]
    public async Task Delete_ByAnAdministrator_EndsIt()
    {
        var password = await CreateAsync();
        var admin = await _tenant.AsAsync("auth.admin");
        var id = (string)(await admin.GetAnswerAsync(Kims)).Is(HttpStatusCode.OK).Value.Single()!["id"]!;

        (await admin.DeleteAnswerAsync($"{Kims}/{id}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", password)).AadSts());
        (await admin.DeleteAnswerAsync($"{Kims}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task DeleteAll_EndsAllAndLeavesARecordForEach()
    {
        string[] passwords = [await CreateAsync(), await CreateAsync()];
        var correlation = Guid.NewGuid().ToString();

        (await (await _tenant.AsAsync("auth.admin")).AnswerAsync(HttpMethod.Post, $"{Kims}/deleteAll", headers: ("client-request-id", correlation)))
            .Is(HttpStatusCode.NoContent);

        foreach (var password in passwords) Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", password)).AadSts());
        var activities = await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.AuditRecords.Where(a => a.CorrelationId == correlation).Select(a => a.ActivityDisplayName).ToListAsync());
        Assert.Equal(["Delete application password for user", "Delete application password for user"], activities);
    }

    [Fact]
    public async Task DeleteAll_WhenThereAreNone_Answers204() => (await _kim.PostAnswerAsync($"{Own}/deleteAll")).Is(HttpStatusCode.NoContent);

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("00000000-0000-4000-8000-000000000099")]
    public async Task Get_WhenThereIsNone_Answers404(string id) => (await _kim.GetAnswerAsync($"{Own}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");

    private async Task<string> CreateAsync() => (string)(await _kim.PostAnswerAsync(Own, Mail)).Is(HttpStatusCode.Created).Json["password"]!;
}
