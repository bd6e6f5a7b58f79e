using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Users;

/// <summary>The joined pages are the whole list, also when users are created and deleted in between.</summary>
internal static class RandomPages
{
    public static async Task CheckAsync(TestTenant tenant, int tests)
    {
        var admin = await tenant.AsAsync("global.admin");
        var property = Prop.ForAll(Changes().ToArbitrary(), asked => ReadsRightAsync(tenant, admin, asked).GetAwaiter().GetResult());

        // Not on xunit's few threads: each blocking wait would occupy one of them.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20261122, 1), property));
    }

    private static async Task<bool> ReadsRightAsync(TestTenant tenant, HttpClient admin, Asked asked)
    {
        var before = await IdsAsync(tenant);
        var ever = before.ToHashSet();
        var seen = new List<Guid>();
        var page = 0;
        for (var link = $"/v1.0/users?$select=id&$top={asked.PageSize}{asked.Order}"; link is not null; page++)
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
        if (asked.Order.StartsWith("&$filter", StringComparison.Ordinal)) before.IntersectWith(await NamedAsync(tenant));
        return seen.Distinct().Count() == seen.Count && before.Intersect(after).All(seen.Contains) && seen.All(ever.Contains);
    }

    /// <summary>Adds a user with a random id, or deletes one that was added before.</summary>
    private static Task ChangeAsync(TestTenant tenant, bool comes, int page) => tenant.Server.ChangeAsync(tenant.Id, async db =>
    {
        var id = Guid.NewGuid();
        if (comes)
        {
            db.Add(new UserRow
            {
                TenantId = tenant.Id,
                Id = id,
                UserPrincipalName = $"{id:N}@{tenant.Domain}",
                UserPrincipalNameKey = $"{id:N}@{tenant.Domain}",
                DisplayName = page % 2 == 0 ? null : $"{id:N}",
            });
        }
        else if (await db.Users.Where(u => u.MailNickname == null)
            .OrderBy(u => u.UserPrincipalNameKey).Skip(page % 2).FirstOrDefaultAsync() is { } gone)
        {
            db.Remove(gone);
        }

        return true;
    });

    private static Task<HashSet<Guid>> IdsAsync(TestTenant tenant) =>
        tenant.Server.QueryAsync(tenant.Id, async db => (await db.Users.Select(u => u.Id).ToListAsync()).ToHashSet());

    /// <summary>The users that match the filter.</summary>
    private static Task<HashSet<Guid>> NamedAsync(TestTenant tenant) =>
        tenant.Server.QueryAsync(tenant.Id, async db => (await db.Users.Select(u => new { u.Id, u.DisplayName }).ToListAsync())
            .Where(u => string.CompareOrdinal(u.DisplayName?.ToLowerInvariant(), "5") >= 0).Select(u => u.Id).ToHashSet());

    private static Gen<Asked> Changes() =>
        from size in Gen.Choose(1, 12)
        from comings in Gen.Elements(true, true, false).ArrayOf(6)
        from order in Gen.Elements("", "&$orderby=displayName", "&$orderby=displayName desc", "&$orderby=userPrincipalName", "&$filter=displayName ge '5'")
        select new Asked(size, comings, order);

    private sealed record Asked(int PageSize, bool[] Comings, string Order);
}
