using AuthMethods.Access;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.AdministrativeUnits;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Directory;

/// <summary>The roles on users' rows match assignments and memberships after any sequence of changes.</summary>
public sealed class RolesInForceTests : TenantTests
{
    private static readonly string[] Roles =
        [TheDirectory.HelpdeskAdministrator, TheDirectory.SecurityReader, TheDirectory.UserAdministrator, "810a2642-a034-447f-a5e8-41beaa378541"];
    private static readonly string[] UnitRoles = [TheDirectory.HelpdeskAdministrator, TheDirectory.UserAdministrator, Units.AuthenticationAdministrator];
    private static readonly string[] People = [TheDirectory.Kim, TheDirectory.Adele, TheDirectory.Balas, TheDirectory.GroupMember];

    private HttpClient _app = null!;
    private string[] _units = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await _tenant.AsAppAsync();
        _units = [await _app.CreateUnitAsync("West", TheDirectory.Kim), await _app.CreateUnitAsync("East")];
    }

    [Fact]
    public async Task Roles_AfterManyChanges_AreThoseOfTheAssignments()
    {
        var random = new Random(20261122);
        var groups = new List<string>
        {
            TheDirectory.HelpdeskTeam, await _app.CreateGroupAsync("Second team", isAssignableToRole: true), await _app.CreateGroupAsync("Bakers"),
        };
        for (var i = 0; i < 60; i++)
        {
            var answer = await ChangeAsync(random, groups);

            Assert.InRange((int)answer.Status, 200, 404);
            await AssertRolesAsync($"change {i}");
        }
    }

    [Fact]
    public async Task Roles_AfterSimultaneousChanges_AreThoseOfTheAssignments()
    {
        var random = new Random(7);
        var groups = new List<string> { TheDirectory.HelpdeskTeam, await _app.CreateGroupAsync("Second team", isAssignableToRole: true) };

        for (var round = 0; round < 5; round++) await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChangeAsync(random, groups)).ToArray());

        await AssertRolesAsync("all of them");
    }

    private Task<Answer> ChangeAsync(Random random, List<string> groups)
    {
        var (group, role, person) = (Pick(groups), Pick(Roles), Pick(People));
        var principal = random.Next(3) == 0 ? Pick(groups) : person;
        return random.Next(12) switch
        {
            0 or 1 => _app.AddAsync($"groups/{group}/members", person),
            2 => _app.RemoveAsync($"groups/{group}/members", person),
            3 => _app.AddAsync($"groups/{group}/owners", person),
            4 => _app.RemoveAsync($"groups/{group}/owners", person),
            5 or 6 => _app.AssignAsync(role, principal),
            7 => _app.RemoveAsync($"directoryRoles(roleTemplateId='{role}')/members", principal),
            8 => _app.AssignAsync(role, person, $"/{SampleTenant.Provisioning}"),
            9 or 10 => _app.AssignInAsync(Pick(_units), Pick(UnitRoles), principal),
            _ => RemoveScopedAsync(Pick(_units)),
        };

        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
    }

    private async Task<Answer> RemoveScopedAsync(string unit)
    {
        var held = (await _app.GetAnswerAsync($"{Units.Path}/{unit}/scopedRoleMembers")).Ids().FirstOrDefault();
        return await _app.DeleteAnswerAsync($"{Units.Path}/{unit}/scopedRoleMembers/{held ?? "none"}");
    }

    private async Task AssertRolesAsync(string after)
    {
        var (inForce, expected) = await _tenant.Server.QueryAsync(_tenant.Id, async db => (
            await db.Users.ToDictionaryAsync(u => u.Id, u => (u.Roles, u.ScopedRoles)),
            Expected(
                await db.Users.Select(u => u.Id).ToListAsync(),
                await db.Groups.ToListAsync(),
                await db.GroupMembers.ToListAsync(),
                await db.RoleAssignments.ToListAsync())));

        Assert.All(
            expected, user => Assert.True(inForce[user.Key] == user.Value, $"after {after}: {user.Key} has {inForce[user.Key]} instead of {user.Value}"));
    }

    /// <summary>A second, simple implementation: one user at a time, regardless of speed.</summary>
    private static Dictionary<Guid, (DirectoryRoles Roles, DirectoryRoles Scoped)> Expected(
        List<Guid> users, List<GroupRow> groups, List<GroupMemberRow> members, List<RoleAssignmentRow> assignments)
    {
        var assignable = groups.Where(g => g.IsAssignableToRole).Select(g => g.Id).ToHashSet();
        return users.ToDictionary(id => id, id =>
        {
            var scoped = DirectoryRoles.None;
            var roles = members.Any(m => m.MemberId == id && assignable.Contains(m.GroupId)) ? DirectoryRoles.InRoleAssignableGroup : DirectoryRoles.None;
            foreach (var assignment in assignments)
            {
                var isHis = assignment.PrincipalId == id
                    || (assignable.Contains(assignment.PrincipalId) && members.Any(m => m.GroupId == assignment.PrincipalId && m.MemberId == id && !m.IsOwner));
                if (!isHis) continue;
                var role = DirectoryRole.FlagOf(assignment.RoleTemplateId);
                if (assignment.DirectoryScopeId == "/") roles |= role;
                else scoped |= assignment.DirectoryScopeId.StartsWith("/administrativeUnits/", StringComparison.Ordinal) ? role : DirectoryRoles.Other;
            }

            return (roles, scoped);
        });
    }
}
