using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Delta;

/// <summary>Clients that follow delta queries from any moment on end with the lists, whatever changes meanwhile.</summary>
internal static class RandomDeltas
{
    private const string UserProperties = "displayName,jobTitle,city,employeeOrgData,accountEnabled,userPrincipalName";
    private const string GroupProperties = "displayName,description";

    /// <summary>Changes users and groups at random, several at a time, while clients begin and read pages of random sizes.</summary>
    public static async Task CheckAsync(TestTenant tenant, int seed, int lots)
    {
        var admin = await tenant.AsAsync("global.admin");
        var random = new Random(seed);
        var writer = new Changes(tenant, admin, random);
        var mirrors = new List<Mirror>();
        for (var lot = 0; lot < lots; lot++)
        {
            if (lot % 3 == 0)
            {
                // With and without $select, from the list and from now on.
                mirrors.Add(new(admin, "users", UserProperties));
                mirrors.Add(new(admin, "groups", $"{GroupProperties},members,owners"));
                if (lot % 2 == 0) mirrors.Add(new(admin, "groups", ""));
            }

            var changes = writer.Some();
            // While they run, each client reads some pages.
            var reads = mirrors.Select(m => m.ReadAsync(pages: random.Next(4), random.Next(1, 12), isMinimal: random.Next(2) == 0)).ToArray();
            await Task.WhenAll(reads);
            writer.Note(await Task.WhenAll(changes));
        }

        var users = await ListAsync(admin, $"/v1.0/users?$top=999&$select=id,{UserProperties}");
        var groups = await ListAsync(admin, $"/v1.0/groups?$top=999&$select=id,{GroupProperties}");
        foreach (var mirror in mirrors)
        {
            await mirror.FinishAsync();
            await mirror.FinishAsync();
            var (expected, names) = mirror.Set == "users" ? (users, UserProperties) : (groups, GroupProperties);
            Assert.Equal(expected.Keys.Order(), mirror.Objects.Keys.Order());
            foreach (var (id, item) in expected)
            {
                foreach (var name in names.Split(',')) Assert.Equal(item[name]?.ToJsonString(), mirror.Objects[id][name]?.ToJsonString());
                if (mirror.Set != "groups") continue;
                await CompareAsync("members");
                if (mirror.HasOwners) await CompareAsync("owners");

                async Task CompareAsync(string relation)
                {
                    var members = await ListAsync(admin, $"/v1.0/groups/{id}/{relation}?$select=id&$top=999");
                    // Users in the recycle bin are still members.
                    Assert.Equal(
                        members.Keys.Order(),
                        mirror.Links.Where(l => l.Group == id && l.Relation == relation && !writer.IsInBin(l.Member)).Select(l => l.Member).Order());
                }
            }
        }
    }

    private static async Task<Dictionary<string, JsonObject>> ListAsync(HttpClient admin, string address)
    {
        var found = new Dictionary<string, JsonObject>();
        for (var next = address; next is not null;)
        {
            var page = (await admin.GetAnswerAsync(next)).Is(HttpStatusCode.OK);
            foreach (var item in page.Value) found.Add((string)item!["id"]!, item.AsObject());
            next = (string?)page.Json["@odata.nextLink"];
        }

        return found;
    }

    /// <summary>A client's copy of the users or groups.</summary>
    private sealed class Mirror(HttpClient client, string set, string select)
    {
        private string _next = $"/v1.0/{set}/delta{(select.Length == 0 ? "" : $"?$select={select}")}";
        private bool _isRoundDone;

        public string Set => set;

        public bool HasOwners => select.Contains("owners", StringComparison.Ordinal);

        public Dictionary<string, JsonObject> Objects { get; } = [];

        public HashSet<(string Group, string Relation, string Member)> Links { get; } = [];

        public async Task ReadAsync(int pages, int size, bool isMinimal)
        {
            for (var page = 0; page < pages; page++)
            {
                var preferences = isMinimal ? $"return=minimal,odata.maxpagesize={size}" : $"odata.maxpagesize={size}";
                var answer = (await client.AnswerAsync(HttpMethod.Get, _next, headers: ("Prefer", preferences))).Is(HttpStatusCode.OK);
                foreach (var item in answer.Value) Merge(item!.AsObject());
                var link = (string?)answer.Json["@odata.nextLink"];
                _isRoundDone = link is null;
                _next = link ?? (string)answer.Json["@odata.deltaLink"]!;
            }
        }

        /// <summary>Reads until the end of a round.</summary>
        public async Task FinishAsync()
        {
            do await ReadAsync(1, 7, isMinimal: true);
            while (!_isRoundDone);
        }

        private void Merge(JsonObject item)
        {
            var id = (string)item["id"]!;
            if (item.ContainsKey("@removed"))
            {
                Objects.Remove(id);
                // A restored user is still a member, and a deleted group has no members.
                Links.RemoveWhere(l => l.Group == id);
                return;
            }

            var mine = Objects.TryGetValue(id, out var known) ? known : Objects[id] = [];
            foreach (var (name, value) in item)
            {
                if (!name.EndsWith("@delta", StringComparison.Ordinal))
                {
                    mine[name] = value?.DeepClone();
                    continue;
                }

                foreach (var link in value!.AsArray())
                {
                    var key = (id, name[..name.IndexOf('@', StringComparison.Ordinal)], (string)link!["id"]!);
                    if (link["@removed"] is null) Links.Add(key);
                    else Links.Remove(key);
                }
            }
        }
    }

    /// <summary>Random changes, and which objects are left by them.</summary>
    private sealed class Changes(TestTenant tenant, HttpClient admin, Random random)
    {
        private readonly List<string> _users = [];
        private readonly List<string> _bin = [];
        private readonly List<string> _groups = [];
        private int _created;

        public bool IsInBin(string user) => _bin.Contains(user);

        /// <summary>Starts some changes at once; each object is deleted or restored by one of them at most.</summary>
        public IReadOnlyList<Task<(Answer Answer, Action Done)>> Some()
        {
            var moved = new HashSet<string>();
            return [.. Enumerable.Range(0, random.Next(2, 10)).Select(_ => Start(Next(moved)))];
        }

        public void Note((Answer Answer, Action Done)[] changes)
        {
            foreach (var (answer, done) in changes)
            {
                Assert.True(answer.Status < HttpStatusCode.InternalServerError, answer.Text);
                if (answer.Status < HttpStatusCode.BadRequest) done();
            }
        }

        private static async Task<(Answer, Action)> Start((Task<Answer> Task, Action<Answer> Done) change)
        {
            var answer = await change.Task;
            return (answer, () => change.Done(answer));
        }

        private (Task<Answer> Task, Action<Answer> Done) Next(HashSet<string> moved)
        {
            switch (random.Next(12))
            {
                case 0 or 1:
                    var alias = $"u{_created++}";
                    return (admin.PostAnswerAsync("/v1.0/users", User(alias)), a => _users.Add((string)a.Json["id"]!));
                case 2 when Move(_users) is { } user:
                    return (admin.DeleteAnswerAsync($"/v1.0/users/{user}"), _ => { _users.Remove(user); _bin.Add(user); });
                case 3 when Move(_bin) is { } user:
                    return (admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{user}/restore"), _ => { _bin.Remove(user); _users.Add(user); });
                case 4 when Move(_bin) is { } user:
                    return (admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{user}"), _ => _bin.Remove(user));
                case 5:
                    return (admin.PostAnswerAsync("/v1.0/groups", Group(Any(_users))), a => _groups.Add((string)a.Json["id"]!));
                case 6 when random.Next(3) == 0 && Move(_groups) is { } group:
                    return (admin.DeleteAnswerAsync($"/v1.0/groups/{group}"), _ => _groups.Remove(group));
                case 7 when Any(_groups) is { } group:
                    return (admin.PatchAnswerAsync($"/v1.0/groups/{group}", $$"""{"description":{{Text()}}}"""), _ => { });
                case 8 or 9 when Any(_groups) is { } group && Any(random.Next(4) == 0 ? _groups : _users) is { } member:
                    return (admin.PostAnswerAsync($"/v1.0/groups/{group}/{Relation()}/$ref", Reference(member)), _ => { });
                case 10 when Any(_groups) is { } group && Any(random.Next(4) == 0 ? _groups : _users) is { } member:
                    return (admin.DeleteAnswerAsync($"/v1.0/groups/{group}/{Relation()}/{member}/$ref"), _ => { });
                default:
                    var changed = Any(_users) ?? tenant.Name("kim");
                    var body = $$$"""{"{{{(random.Next(2) == 0 ? "jobTitle" : "city")}}}":{{{Text()}}},"employeeOrgData":{"division":{{{Text()}}} } }""";
                    return (admin.PatchAnswerAsync($"/v1.0/users/{changed}", body), _ => { });
            }

            string? Move(List<string> of) => Any(of) is { } id && moved.Add(id) ? id : null;
        }

        private string? Any(List<string> of) => of.Count == 0 ? null : of[random.Next(of.Count)];

        private string Text() => random.Next(3) == 0 ? "null" : $"\"{random.Next(100)}\"";

        private string Relation() => random.Next(4) == 0 ? "owners" : "members";

        private static string Reference(string id) => $$"""{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{{id}}"}""";

        private string User(string alias) =>
            $$"""{"accountEnabled":true,"displayName":"{{alias}}","mailNickname":"{{alias}}","userPrincipalName":"{{tenant.Name(alias)}}","passwordProfile":"""
                + """{"password":"Contoso-Dev-1!"} }""";

        private string Group(string? member) =>
            $$"""{"displayName":"Group {{_created++}}","mailEnabled":false,"mailNickname":"group","securityEnabled":true"""
                + (member is null ? "}" : $$""","members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/{{member}}"]}""");
    }
}
