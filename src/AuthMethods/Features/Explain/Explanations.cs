using System.Security.Claims;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Explain;

/// <summary>Answers how a call would be decided, by the same rules as the call itself.</summary>
internal sealed class Explanations(AuthDb db, UserQueries users, Decisions decisions)
{
    private const string NoRole = "No role";

    /// <summary>Enters the tenant with the domain of one of these names. False if no tenant has it.</summary>
    public async Task<bool> TryEnterTenantOfAsync(params IEnumerable<string?> names)
    {
        string[] domains =
            [.. names.OfType<string>().Where(n => n.Contains('@', StringComparison.Ordinal)).Select(n => n[(n.LastIndexOf('@') + 1)..].ToLowerInvariant())];
        if (await db.Domains.IgnoreQueryFilters().FirstOrDefaultAsync(d => domains.Contains(d.Name)) is not { } found) return false;
        db.TenantId = found.TenantId;
        return true;
    }

    /// <summary>How a call of a user would be decided; null if there is no such user or target.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="user">The calling user's id or principal name.</param>
    /// <param name="target">The target's id or principal name; null for the caller.</param>
    /// <param name="permissions">The delegated permissions of the token.</param>
    /// <param name="hasMfa">Whether the caller has just done multi-factor authentication.</param>
    public async Task<CallExplanation?> OfUserAsync(KnownOperation operation, string user, string? target, IEnumerable<string> permissions, bool hasMfa)
    {
        if (await users.FindAsync(db, user) is not { } account) return null;
        var caller = CallerOf(account.Id, new("scp", string.Join(' ', permissions)), hasMfa ? [new("amr", "mfa"), new("amr", "ngcmfa")] : []);
        caller.SignIn(caller.Token, account);
        return await ExplainAsync(operation, caller, target is null || operation.IsOwn ? account.Id.ToString() : target);
    }

    /// <summary>How a call of an application without a user would be decided; null if there is no such target.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="principal">The object id of its service principal.</param>
    /// <param name="target">The target's id or principal name; null if the operation acts on no user.</param>
    /// <param name="permissions">The application permissions of the token.</param>
    public Task<CallExplanation?> OfApplicationAsync(KnownOperation operation, Guid principal, string? target, IEnumerable<string> permissions) =>
        ExplainAsync(operation, CallerOf(principal, new("idtyp", "app"), permissions.Select(p => new Claim("roles", p))), target);

    public RoleGrid GridOf(KnownOperation operation)
    {
        var permission = operation.Requires.Permission;
        (string Name, DirectoryRoles Flag)[] targets =
        [
            (NoRole, DirectoryRoles.None), .. Decisions.RolesOf(~DirectoryRoles.None).Select(role => (role.Name, role.Flag)),
            ("A role-assignable group", DirectoryRoles.InRoleAssignableGroup), ("Another role", DirectoryRoles.Other),
        ];
        var rows = Decisions.RolesOf(~DirectoryRoles.None)
            .Select(role => new RoleGridRow(role.Name, [.. targets.Where(t => decisions.MayReach(permission, role, t.Flag)).Select(t => t.Name)]))
            .Where(row => row.Targets.Count > 0);
        return new(operation.Name, [.. targets.Select(t => t.Name)], [.. rows]);
    }

    private async Task<CallExplanation?> ExplainAsync(KnownOperation operation, Caller caller, string? target)
    {
        var (requires, on) = (operation.Requires, default(UserAccount));
        if (operation.ActsOnUser && (target is null || (on = await users.FindAsync(db, target)) is null)) return null;
        var over = on is null ? caller.Roles | caller.ScopedRoles : await users.RolesOverAsync(db, caller, on.Id);
        var decision = decisions.Of(requires.Permission, requires.SelfService, caller, on, on is null && !requires.ChecksEachUser ? null : over);
        return new(
            operation.Name, decision.Refusal is null, decision.Refusal is { } refusal ? $"{refusal.Kind}: {refusal.Text}" : null,
            decision.Checks,
            decisions.DelegatedFor(requires.Permission, on is not null && caller.Is(on)).Names, decisions.ApplicationFor(requires.Permission).Names,
            [.. decisions.RolesFor(requires.Permission, on?.AllRoles ?? DirectoryRoles.None).Select(role => role.Name)]);
    }

    private Caller CallerOf(Guid id, Claim kind, IEnumerable<Claim> others)
    {
        var claims = new ClaimsIdentity([new("tid", db.TenantId.ToString()), new("oid", id.ToString()), kind, .. others]);
        var caller = new Caller();
        caller.SignIn(AccessToken.From(claims, isBuiltIn: true)!, account: null);
        return caller;
    }
}
