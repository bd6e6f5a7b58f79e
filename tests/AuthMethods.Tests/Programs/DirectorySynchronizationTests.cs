using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A service that keeps a copy of users and memberships by delta queries, and starts over when its token is too old.</summary>
public sealed class DirectorySynchronizationTests : ServerTests
{
    private const string Users = "/v1.0/users/delta?$select=displayName,userPrincipalName,accountEnabled";
    private const string Groups = "/beta/groups/microsoft.graph.delta()?$select=displayName,members";

    private readonly Dictionary<string, string?> _users = [];
    private readonly Dictionary<string, HashSet<string>> _groups = [];

    private HttpClient _app = null!;
    private int _fullSynchronizations;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await _tenant.AsAppAsync();
    }

    [Fact]
    public async Task Copy_IsTheDirectoryAfterEachRound()
    {
        var (users, groups) = (await RoundAsync(Users, ApplyUser), await RoundAsync(Groups, ApplyGroup));
        await CompareAsync();
        Assert.Equal((23, 1), (_users.Count, _fullSynchronizations));

        var robin = await NewUser.CreateAsync(_app, _tenant, "robin");
        var group = await _app.CreateGroupAsync("First line");
        (await _app.AddAsync($"groups/{group}/members", robin)).Is(HttpStatusCode.NoContent);
        (await _app.AddAsync($"groups/{group}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _app.PatchAnswerAsync($"/v1.0/users/{TheDirectory.Balas}", """{"displayName":"Balas J."}""")).Is(HttpStatusCode.NoContent);
        (users, groups) = (await RoundAsync(users, ApplyUser), await RoundAsync(groups, ApplyGroup));
        await CompareAsync();
        Assert.Equal("Balas J.", _users[TheDirectory.Balas]);
        Assert.Equal(new HashSet<string> { robin, TheDirectory.Kim }, _groups[group]);

        (await _app.DeleteAnswerAsync($"/v1.0/users/{robin}")).Is(HttpStatusCode.NoContent);
        (await _app.RemoveAsync($"groups/{group}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _app.DeleteAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}")).Is(HttpStatusCode.NoContent);
        (users, groups) = (await RoundAsync(users, ApplyUser), await RoundAsync(groups, ApplyGroup));
        await CompareAsync();
        Assert.False(_groups.ContainsKey(TheDirectory.HelpdeskTeam));

        // A pause of more than seven days.
        _clock.Advance(TimeSpan.FromDays(8));
        _app = await _tenant.AsAppAsync();
        (await _app.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.Adele}")).Is(HttpStatusCode.NoContent);
        await RoundAsync(users, ApplyUser);
        await RoundAsync(groups, ApplyGroup);
        await CompareAsync();
        Assert.Equal(2, _fullSynchronizations);
    }

    /// <summary>Applies a round and returns the link to the next. The small pages are what such services ask for.</summary>
    private async Task<string> RoundAsync(string address, Action<JsonObject> apply)
    {
        if (address == Users) _fullSynchronizations++;
        while (true)
        {
            var answer = await _app.AnswerAsync(HttpMethod.Get, address, headers: ("Prefer", "odata.maxpagesize=5"));
            if (answer.Status == HttpStatusCode.Gone)
            {
                if (apply == ApplyUser)
                {
                    _users.Clear();
                    _fullSynchronizations++;
                }
                else
                {
                    _groups.Clear();
                }

                address = answer.Headers.Location!.OriginalString;
                continue;
            }

            foreach (var item in answer.Is(HttpStatusCode.OK).Value) apply(item!.AsObject());
            if ((string?)answer.Json["@odata.deltaLink"] is { } delta) return delta;
            address = (string)answer.Json["@odata.nextLink"]!;
        }
    }

    private void ApplyUser(JsonObject user)
    {
        var id = (string)user["id"]!;
        if (user.ContainsKey("@removed")) _users.Remove(id);
        else if (user.ContainsKey("displayName")) _users[id] = (string?)user["displayName"];
    }

    private void ApplyGroup(JsonObject group)
    {
        var id = (string)group["id"]!;
        if (group.ContainsKey("@removed"))
        {
            _groups.Remove(id);
            return;
        }

        if (!_groups.TryGetValue(id, out var members)) _groups[id] = members = [];
        foreach (var member in group["members@delta"]?.AsArray() ?? [])
        {
            if (member!.AsObject().ContainsKey("@removed")) members.Remove((string)member["id"]!);
            else members.Add((string)member["id"]!);
        }
    }

    private async Task CompareAsync()
    {
        var users = (await _app.GetAnswerAsync("/v1.0/users?$select=id,displayName&$top=999")).Is(HttpStatusCode.OK).Value;
        Assert.Equal(users.ToDictionary(u => (string)u!["id"]!, u => (string?)u!["displayName"]).OrderBy(u => u.Key), _users.OrderBy(u => u.Key));
        var groups = (await _app.GetAnswerAsync("/v1.0/groups?$select=id")).Ids().ToList();
        Assert.Equal(groups.Order(), _groups.Keys.Order());
        foreach (var id in groups)
        {
            // A deleted user stays a member until the purge, and services show only users whom they know.
            var members = (await _app.GetAnswerAsync($"/v1.0/groups/{id}/members?$select=id")).Ids().Order();
            Assert.Equal(members, _groups[id].Where(_users.ContainsKey).Order());
        }
    }
}
