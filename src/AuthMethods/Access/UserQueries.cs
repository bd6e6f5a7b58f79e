using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Access;

/// <summary>
/// The compiled queries that every call runs: load the caller and the route's user. A singleton and not static, because a compiled
/// query works only with the engine it was compiled for.
/// </summary>
internal sealed class UserQueries
{
    private readonly Func<AuthDb, Guid, Task<UserAccount?>> _byId = CompileUser<Guid>(nameof(UserRow.Id));
    private readonly Func<AuthDb, string, Task<UserAccount?>> _byName = CompileUser<string>(nameof(UserRow.UserPrincipalNameKey));
    private readonly Func<AuthDb, Guid, Guid, Task<CallerAndTarget?>> _withId = CompileCallerAndTarget<Guid>(nameof(UserRow.Id));
    private readonly Func<AuthDb, Guid, string, Task<CallerAndTarget?>> _withName = CompileCallerAndTarget<string>(nameof(UserRow.UserPrincipalNameKey));

    private readonly Func<AuthDb, Guid, Guid, IAsyncEnumerable<Guid>> _inUnits = CompileRolesInUnits();
    private readonly Func<AuthDb, Guid, IAsyncEnumerable<Guid>> _everywhere = CompileRolesEverywhere();

    /// <summary>The user with an object id, in the recycle bin or not.</summary>
    internal Task<UserAccount?> FindAsync(AuthDb db, Guid id) => _byId(db, id);

    /// <summary>The user with an object id or a principal name; null if in the recycle bin.</summary>
    internal async Task<UserAccount?> FindAsync(AuthDb db, string key)
    {
        if (UserKey.Parse(key) is not { } parsed) return null;
        var user = await (parsed.Id is { } id ? _byId(db, id) : _byName(db, parsed.Name!));
        return user?.DeletedDateTime is null ? user : null;
    }

    /// <summary>The caller, in the recycle bin or not, and the user with a key, not in the recycle bin. The target is null if the caller is.</summary>
    internal async Task<(UserAccount? Caller, UserAccount? Target)> FindAsync(AuthDb db, Guid caller, string key)
    {
        if (UserKey.Parse(key) is not { } parsed) return (await _byId(db, caller), null);
        var both = await (parsed.Id is { } id ? _withId(db, caller, id) : _withName(db, caller, parsed.Name!));
        return (both?.Caller, both?.Target);
    }

    /// <summary>The roles that the caller holds over an object: those in the whole tenant and those in administrative units that it is a member of.</summary>
    internal async Task<DirectoryRoles> RolesOverAsync(AuthDb db, Caller caller, Guid target)
    {
        var roles = caller.Roles;
        // An application's roles are not kept on a row of its own.
        if (caller.IsAppOnly) await foreach (var role in _everywhere(db, caller.Token.ObjectId)) roles |= DirectoryRole.FlagOf(role);
        await foreach (var role in _inUnits(db, caller.Token.ObjectId, target)) roles |= DirectoryRole.FlagOf(role);
        return roles;
    }

    private static Func<AuthDb, TKey, Task<UserAccount?>> CompileUser<TKey>(string property) where TKey : notnull =>
        EF.CompileAsyncQuery((AuthDb db, TKey key) => (
            from u in db.Users.IgnoreQueryFilters(new[] { AuthDb.DeletedFilter })
            where EF.Property<TKey>(u, property).Equals(key)
            join s in db.Tenants on u.TenantId equals s.Id
            select new UserAccount(
                u.Id, u.UserPrincipalName, u.DisplayName, u.Roles, u.ScopedRoles, u.UserType, u.AccountEnabled, u.OnPremisesSyncEnabled == true,
                u.DeletedDateTime, u.SignInSessionsValidFromDateTime, u.SessionsEnded, s.PolicyStamp, s.Restrictions))
            .FirstOrDefault());

    private static Func<AuthDb, Guid, TKey, Task<CallerAndTarget?>> CompileCallerAndTarget<TKey>(string property) where TKey : notnull =>
        EF.CompileAsyncQuery((AuthDb db, Guid caller, TKey key) => (
            from c in db.Users.IgnoreQueryFilters(new[] { AuthDb.DeletedFilter })
            where c.Id == caller
            join s in db.Tenants on c.TenantId equals s.Id
            join t in db.Users.Where(t => EF.Property<TKey>(t, property).Equals(key) && t.DeletedDateTime == null)
                on c.TenantId equals t.TenantId into targets
            from t in targets.DefaultIfEmpty()
            select new CallerAndTarget(
                new UserAccount(
                    c.Id, c.UserPrincipalName, c.DisplayName, c.Roles, c.ScopedRoles, c.UserType, c.AccountEnabled, c.OnPremisesSyncEnabled == true,
                    c.DeletedDateTime, c.SignInSessionsValidFromDateTime, c.SessionsEnded, s.PolicyStamp, s.Restrictions),
                t == null ? null : new UserAccount(
                    t.Id, t.UserPrincipalName, t.DisplayName, t.Roles, t.ScopedRoles, t.UserType, t.AccountEnabled, t.OnPremisesSyncEnabled == true,
                    t.DeletedDateTime, t.SignInSessionsValidFromDateTime, t.SessionsEnded, s.PolicyStamp, s.Restrictions)))
            .FirstOrDefault());

    // The members of a group in a unit are not members of the unit.
    private static Func<AuthDb, Guid, Guid, IAsyncEnumerable<Guid>> CompileRolesInUnits() =>
        EF.CompileAsyncQuery((AuthDb db, Guid caller, Guid target) =>
            from m in db.AdministrativeUnitMembers
            where m.MemberId == target
            join a in db.RoleAssignments on m.AdministrativeUnitId equals a.AdministrativeUnitId
            where a.PrincipalId == caller || db.GroupMembers.Any(g => g.GroupId == a.PrincipalId && g.MemberId == caller && !g.IsOwner)
            select a.RoleTemplateId);

    private static Func<AuthDb, Guid, IAsyncEnumerable<Guid>> CompileRolesEverywhere() =>
        EF.CompileAsyncQuery((AuthDb db, Guid caller) =>
            from a in db.RoleAssignments
            where a.DirectoryScopeId == RoleAssignmentRow.WholeTenant
            where a.PrincipalId == caller || db.GroupMembers.Any(g => g.GroupId == a.PrincipalId && g.MemberId == caller && !g.IsOwner)
            select a.RoleTemplateId);

    private sealed record CallerAndTarget(UserAccount Caller, UserAccount? Target);
}
