using System.Net;
using System.Text;
using AuthMethods.Authority;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Access;

/// <summary>Whether a call is on one's own account is decided by the account that the key finds, however the key is written.</summary>
public sealed class OwnAccountTests(OwnAccountTests.StrictServer strict) : TenantTests, IClassFixture<OwnAccountTests.StrictServer>
{
    private const string Id = "00000000-0000-4000-8000-000000000022";
    private const string Phones = "/authentication/phoneMethods";
    private const string Office = "e37fc753-ff3b-4958-9484-eaa9425c82bc";

    // What case mapping, trimming, normalization or a lenient parser turns into the name or the id of kim.
    public static TheoryData<string> OddKeys =>
    [
        "\u212Aim@{domain}", "k\u0131m@{domain}", "K\u0130M@{domain}", "kim\uFF20{domain}", "\uFF4Bim@{domain}", "kim@{domain} ", " kim@{domain}",
        "kim@{domain}\u00A0", "kim@{domain}\u3000", "kim@{domain}\t", "ki\u00ADm@{domain}", "ki\u200Bm@{domain}", "kim@{domain}.",
        "ki\u0301m@{domain}", "\uFEFFkim@{domain}", "kim%40{domain}", "kim+x@{domain}", "\"kim\"@{domain}", "kim@@{domain}",
        "{" + Id + "}", "(" + Id + ")", "00000000000040008000000000000022", " " + Id, Id + " ", Id + "\u00A0", "\uFF10" + Id[1..], "+" + Id[1..],
        "0x000000-0000-4000-8000-000000000022", "{0x00000000,0x0000,0x4000,{0x80,0x00,0x00,0x00,0x00,0x00,0x00,0x22}}", "urn:uuid:" + Id,
    ];

    protected override Task<TestTenant> NewTenantAsync() => strict.Server.TenantAsync();

    [Theory, MemberData(nameof(OddKeys))]
    public async Task AnOddKey_FindsNobody(string key)
    {
        // She administers authentication methods, so her own account is the only one that asks her for recent MFA and refuses her a pass.
        var kim = await AdministratorAsync();
        var user = $"/v1.0/users/{Uri.EscapeDataString(key.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal))}";

        (await kim.GetAnswerAsync(user)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await kim.PostAnswerAsync($"{user}/authentication/temporaryAccessPassMethods", "{}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await kim.PatchAnswerAsync(user, """{"passwordProfile":{"password":"Another-Dev-1!"}}""")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await kim.DeleteAnswerAsync($"{user}{Phones}/{Office}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task AnyKey_FindsNobodyOrAppliesTheRulesOfWhoIsFound()
    {
        var kim = await AdministratorAsync();
        var property = Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Select(seed => Mangled(new Random(seed), _tenant.Name("kim"))).ToArbitrary(),
            key => IsRightAsync(kim, key).GetAwaiter().GetResult());

        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261129, 1), property));
    }

    [Fact]
    public async Task ANameThatChangesMeanwhile_IsJudgedByTheAccountItFinds()
    {
        var name = _tenant.Name("another");
        var batch = $$$"""
            {"requests":[
              {"id":"1","method":"PATCH","url":"/me","headers":{"Content-Type":"application/json"},"body":{"userPrincipalName":"{{{name}}}"}},
              {"id":"2","method":"POST","url":"/users/{{{name}}}/authentication/temporaryAccessPassMethods","dependsOn":["1"],
               "headers":{"Content-Type":"application/json"},"body":{}}]}
            """;

        var answers = (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync("/v1.0/$batch", batch)).Is(HttpStatusCode.OK).Json["responses"]!.AsArray();

        Assert.Equal([("1", 204), ("2", 403)], answers.Select(a => ((string)a!["id"]!, (int)a["status"]!)).Order());
    }

    [Fact]
    public async Task SignIn_WithAnOddName_IsAsOfAnUnknownUser()
    {
        await using var scope = _tenant.Server.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(_tenant.Id);

        Assert.NotNull(await store.FindUserAsync(_tenant.Name("KIM")));
        foreach (var key in OddKeys) Assert.Null(await store.FindUserAsync(key.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal)));
    }

    private static async Task<bool> IsRightAsync(HttpClient kim, string key)
    {
        var user = $"/v1.0/users('{Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))}')";
        var found = await kim.GetAnswerAsync($"{user}?$select=id");
        var pass = await kim.PostAnswerAsync($"{user}/authentication/temporaryAccessPassMethods", "{}");
        return found.Status switch
        {
            HttpStatusCode.OK => pass.Status == ((string?)found.Json["id"] == Id ? HttpStatusCode.Forbidden : HttpStatusCode.Created),
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest => pass.Status == found.Status,
            _ => false,
        };
    }

    /// <summary>The name or the id of kim with some characters replaced, added or removed.</summary>
    private static string Mangled(Random random, string name)
    {
        var text = random.Next(3) == 0 ? Id : name;
        for (var i = random.Next(1, 3); i > 0 && text.Length > 1; i--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text[..at] + char.ToUpperInvariant(text[at]) + text[(at + 1)..],
                1 => text[..at] + Odd(random, text[at]) + text[(at + 1)..],
                2 => text.Insert(random.Next(2) == 0 ? at : text.Length, Odd(random, ' ')),
                _ => text.Remove(at, 1),
            };
        }

        return text;
    }

    private static string Odd(Random random, char like)
    {
        // Every character that some mapping turns into this one, and any other.
        var alike = Enumerable.Range(0x80, 0xD800 - 0x80).Select(c => (char)c)
            .Where(c => char.ToLowerInvariant(c) == like || char.ToUpperInvariant(c) == like || $"{c}".Normalize(NormalizationForm.FormKC) == $"{like}")
            .Append((char)random.Next(1, 0xD800)).ToArray();
        return alike[random.Next(alike.Length)].ToString();
    }

    private async Task<HttpClient> AdministratorAsync()
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, db => db.Users.Where(u => u.UserPrincipalNameKey == _tenant.Name("kim"))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.Roles, DirectoryRoles.PrivilegedAuthenticationAdministrator)));
        return await _tenant.AsAsync("kim");
    }

    public sealed class StrictServer : ServerFixture
    {
        protected override Task<TestServer> StartAsync() => TestServer.StartAsync([new("Policy:RequireRecentMfaForOwnMethods", "true")], clock: Clock);
    }
}
