using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>What, beside a method's row, decides how the caller sees it now.</summary>
/// <param name="Policy">The policy as it applies to the user.</param>
/// <param name="Registered">What methods count as.</param>
/// <param name="IsMasked">The caller reads numbers masked.</param>
internal sealed record MethodView(UserPolicy Policy, RegisteredMethods Registered, bool IsMasked)
{
    public DateTimeOffset Now { get; init; }

    /// <summary>The second factor a method can be the default for; null for what can't be one.</summary>
    internal SecondFactor? FactorOf(AuthenticationMethodRow method) => Registered.FactorOf(method, Policy);
}

/// <summary>The policies in force for one user.</summary>
internal sealed class UserPolicies(MethodConfigurations configurations, RegisteredMethods registered, TimeProvider time)
{
    private static readonly IReadOnlySet<string> NoGroups = new HashSet<string>();

    private readonly Func<AuthDb, Task<Guid>> _stamp = EF.CompileAsyncQuery((AuthDb db) => db.Tenants.Select(t => t.PolicyStamp).First());
    private readonly MethodsPolicyCache _cache = new(configurations);

    public ValueTask<UserPolicy> OfAsync(AuthDb db, TargetUser user) => OfAsync(db, user.Id, user.Account.PolicyStamp);

    /// <summary>The policy as a change sees it, which may have been changed since the user was looked up.</summary>
    public async ValueTask<UserPolicy> OfAsync(Change change, Guid userId) => await OfAsync(change.Rows, userId, await _stamp(change.Rows));

    /// <param name="db">The user's tenant.</param>
    /// <param name="userId">The user.</param>
    /// <param name="stamp">The tenant's <see cref="TenantRow.PolicyStamp"/>, just read.</param>
    public async ValueTask<UserPolicy> OfAsync(AuthDb db, Guid userId, Guid stamp)
    {
        var policy = await _cache.OfAsync(db, stamp);
        return new(policy, policy.NamesGroups ? await GroupsOfAsync(db, userId) : NoGroups);
    }

    /// <summary>The whole policy, as a tenant with this stamp has it.</summary>
    internal ValueTask<MethodsPolicy> OfTenantAsync(AuthDb db, Guid stamp) => _cache.OfAsync(db, stamp);

    public async ValueTask<MethodView> ViewAsync(AuthDb db, TargetUser user) => new(await OfAsync(db, user), registered, user.IsMasked) { Now = time.Now() };

    public async ValueTask<MethodView> ViewAsync(Change change, TargetUser user) =>
        new(await OfAsync(change, user.Id), registered, user.IsMasked) { Now = change.Now };

    /// <summary>The same where a query of the change has read the tenant's policy stamp already.</summary>
    public async ValueTask<MethodView> ViewAsync(Change change, TargetUser user, Guid stamp) =>
        new(await OfAsync(change.Rows, user.Id, stamp), registered, user.IsMasked) { Now = change.Now };

    private static async Task<IReadOnlySet<string>> GroupsOfAsync(AuthDb db, Guid userId)
    {
        var groups = await db.GroupMembers.Where(m => m.MemberId == userId && !m.IsOwner).Select(m => m.GroupId).ToListAsync();
        return groups.Select(g => g.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
