using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using AuthMethods.Tests.Wire;

namespace AuthMethods.Tests.Access;

/// <summary>A guest without a role reads their own account and nothing else, by whichever route.</summary>
public sealed class GuestsTests : TenantTests
{
    private const string Guest = "guest_fabrikam.com#EXT#";

    private static readonly string Own = SampleTenant.UserId(29).ToString();

    /// <summary>What a guest changes or reads by POST, with bodies that would be accepted.</summary>
    public static TheoryData<string, string> Posts => new()
    {
        { "users/{user}/getMemberGroups", """{"securityEnabledOnly":false}""" },
        { "users/{user}/getMemberObjects", """{"securityEnabledOnly":false}""" },
        { "users/{user}/checkMemberGroups", $$"""{"groupIds":["{{TheDirectory.HelpdeskTeam}}"]}""" },
        { "users/{user}/checkMemberObjects", $$"""{"ids":["{{TheDirectory.HelpdeskTeam}}"]}""" },
        { "me/getMemberGroups", """{"securityEnabledOnly":false}""" },
        { "me/checkMemberObjects", $$"""{"ids":["{{TheDirectory.HelpdeskTeam}}"]}""" },
        { "directoryObjects/getByIds", $$"""{"ids":["{{TheDirectory.Kim}}"]}""" },
        { "users/getByIds", $$"""{"ids":["{{TheDirectory.Kim}}"]}""" },
        { "groups/getByIds", $$"""{"ids":["{{TheDirectory.HelpdeskTeam}}"]}""" },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // So that every route has something to show of others, to a guest who reads their own links.
        var admin = await _tenant.AsAsync("global.admin");
        (await admin.PutAnswerAsync($"/v1.0/users/{Own}/manager/$ref", TheDirectory.Reference(TheDirectory.Kim))).Is(HttpStatusCode.NoContent);
        (await admin.PutAnswerAsync($"/v1.0/users/{TheDirectory.Adele}/manager/$ref", TheDirectory.Reference(Own))).Is(HttpStatusCode.NoContent);
        var group = await admin.CreateGroupAsync("Partners");
        (await admin.AddAsync($"groups/{group}/members", Own)).Is(HttpStatusCode.NoContent);
        (await admin.AddAsync($"groups/{group}/owners", Own)).Is(HttpStatusCode.NoContent);
        (await admin.AddAsync($"groups/{group}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task EveryGet_ShowsAGuestNobodyElse()
    {
        var guest = await _tenant.AsAsync($"{Guest}@{_tenant.Domain}");
        var routes = EveryRoute.Of(_tenant.Server.Services).Where(r => r.Method == HttpMethod.Get).ToArray();
        var ids = await _tenant.Server.QueryAsync(_tenant.Id, db => Task.FromResult(
            db.Users.Select(u => u.Id).Concat(db.Groups.Select(g => g.Id)).Concat(db.ServicePrincipals.Select(s => s.Id)).AsEnumerable()
                .Select(id => id.ToString()).Where(id => id != Own).ToArray()));
        var shown = 0;

        foreach (var route in routes)
        {
            foreach (var user in route.NamesAUser ? new[] { Own, TheDirectory.Kim } : [Own])
            {
                foreach (var id in route.Pattern.Parameters.Any(p => p.Name is not ("version" or "user")) ? [TheDirectory.HelpdeskTeam, TheDirectory.Kim] : new[] { "" })
                {
                    var path = route.Path(name => name == "user" ? user : id);
                    var answer = await guest.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
                    if ((int)answer.Status >= 300) continue;
                    shown++;
                    Assert.True(user == Own, $"{path} shows another user's: {answer.Text}");
                    Assert.True(!ids.Any(other => answer.Text.Contains(other, StringComparison.OrdinalIgnoreCase)), $"{path} shows others: {answer.Text}");
                }
            }
        }

        Assert.InRange(shown, 20, routes.Length);
    }

    [Theory]
    [InlineData("me")]
    [InlineData("users/{own}")]
    [InlineData("me/authentication/methods")]
    [InlineData("users/{own}/authentication/phoneMethods")]
    [InlineData("me/licenseDetails")]
    public async Task OwnAccount_IsRead(string path) => (await GetAsync(path)).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("users/{kim}")]
    [InlineData("users/{kim}?$select=id,displayName")]
    [InlineData("users?$search=\"displayName:kim\"")]
    [InlineData("users/$count")]
    [InlineData("users/delta")]
    [InlineData("groups/delta")]
    [InlineData("groups/{group}/members")]
    [InlineData("groups/{group}/members/$count")]
    [InlineData("groups/{group}?$expand=members")]
    [InlineData("directoryObjects/{kim}")]
    [InlineData("me/memberOf")]
    [InlineData("me/memberOf/$count")]
    [InlineData("me/memberOf/microsoft.graph.group")]
    [InlineData("me/transitiveMemberOf")]
    [InlineData("me/manager")]
    [InlineData("me/directReports")]
    [InlineData("me?$expand=memberOf")]
    [InlineData("me?$expand=transitiveMemberOf")]
    [InlineData("me?$expand=manager")]
    [InlineData("me?$expand=manager($levels=max)")]
    [InlineData("me?$expand=directReports")]
    [InlineData("users/{kim}/memberOf")]
    [InlineData("users/{own}/memberOf")]
    [InlineData("directory/deletedItems/microsoft.graph.user")]
    public async Task AnythingElse_IsRefused_AlsoInABatch(string path)
    {
        (await GetAsync(path)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        var guest = await _tenant.AsAsync($"{Guest}@{_tenant.Domain}");
        var url = Fill(path).Replace("\"", "\\\"", StringComparison.Ordinal);
        var batch = (await guest.PostAnswerAsync(
            "/v1.0/$batch", $$$"""{"requests":[{"id":"1","method":"GET","url":"/{{{url}}}","headers":{"ConsistencyLevel":"eventual"}}]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(403, (int)batch.Json["responses"]![0]!["status"]!);
    }

    [Theory, MemberData(nameof(Posts))]
    public async Task ReadingByPost_IsRefused(string path, string body)
    {
        var guest = await _tenant.AsAsync($"{Guest}@{_tenant.Domain}");

        foreach (var user in new[] { Own, TheDirectory.Kim })
        {
            (await guest.PostAnswerAsync($"/v1.0/{path.Replace("{user}", user, StringComparison.Ordinal)}", body))
                .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }
    }

    private async Task<Answer> GetAsync(string path) => await (await _tenant.AsAsync($"{Guest}@{_tenant.Domain}"))
        .AnswerAsync(HttpMethod.Get, $"/v1.0/{Fill(path)}", headers: ("ConsistencyLevel", "eventual"));

    private static string Fill(string path) => path.Replace("{own}", Own, StringComparison.Ordinal)
        .Replace("{kim}", TheDirectory.Kim, StringComparison.Ordinal).Replace("{group}", TheDirectory.HelpdeskTeam, StringComparison.Ordinal);
}
