using AuthMethods.Tests.Server;
using AuthMethods.Users;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Users;

/// <summary>The pages joined are the list, also when users come and go while somebody is reading it.</summary>
public sealed class PagingProperty
{
    [Fact]
    public async Task List_PageByPageWhileOthersComeAndGo_ShowsEveryoneWhoStaysExactlyOnce()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        var property = Prop.ForAll(Changes().ToArbitrary(), asked => ReadsRightAsync(tenant, admin, asked).GetAwaiter().GetResult());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(20261122, 1), property);
    }

    private static async Task<bool> ReadsRightAsync(TestTenant tenant, HttpClient admin, Asked asked)
    {
        var before = await IdsAsync(tenant);
        var ever = before.ToHashSet();
        var seen = new List<Guid>();
        var page = 0;
        for (var link = $"/v1.0/users?$select=id&$top={asked.PageSize}"; link is not null; page++)
        {
            var answer = await admin.GetAnswerAsync(link);
            if (answer.Value.Count > asked.PageSize) return false;
            seen.AddRange(answer.Value.Select(u => (Guid)u!["id"]!));
            link = (string?)answer.Json["@odata.nextLink"];
            if (page >= asked.Comings.Length) continue;
            await ChangeAsync(tenant, asked.Comings[page], page);
            ever.UnionWith(await IdsAsync(tenant));
        }

        var after = await IdsAsync(tenant);
        return seen.Distinct().Count() == seen.Count && before.Intersect(after).All(seen.Contains) && seen.All(ever.Contains);
    }

    /// <summary>Adds a user with an id anywhere in the order, or takes one that was added before.</summary>
    private static Task ChangeAsync(TestTenant tenant, bool comes, int page) => tenant.Server.ChangeAsync(tenant.Id, async db =>
    {
        var id = Guid.NewGuid();
        if (comes) db.Add(new UserRow { TenantId = tenant.Id, Id = id, UserPrincipalName = $"{id:N}@{tenant.Domain}", UserPrincipalNameKey = $"{id:N}@{tenant.Domain}" });
        else if (await db.Users.Where(u => u.DisplayName == null).OrderBy(u => u.UserPrincipalNameKey).Skip(page % 2).FirstOrDefaultAsync() is { } gone) db.Remove(gone);
        return true;
    });

    private static Task<HashSet<Guid>> IdsAsync(TestTenant tenant) =>
        tenant.Server.QueryAsync(tenant.Id, async db => (await db.Users.Select(u => u.Id).ToListAsync()).ToHashSet());

    private static Gen<Asked> Changes() =>
        from size in Gen.Choose(1, 12)
        from comings in Gen.Elements(true, true, false).ArrayOf(6)
        select new Asked(size, comings);

    private sealed record Asked(int PageSize, bool[] Comings);
}
