using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>What decides, in addition to the row, how the caller sees a method.</summary>
/// <param name="Policy">The policy as it applies to the user.</param>
/// <param name="Registered">Computes what methods count as.</param>
/// <param name="IsMasked">The caller sees phone numbers masked.</param>
internal sealed record MethodView(UserPolicy Policy, RegisteredMethods Registered, bool IsMasked)
{
    public DateTimeOffset Now { get; init; }

    /// <summary>The second factor that a method can be the default for; null if it can't be one.</summary>
    internal SecondFactor? FactorOf(AuthenticationMethodRow method) => Registered.FactorOf(method, Policy);
}

/// <summary>Loads the policy as it applies to a user.</summary>
internal sealed class UserPolicies(MethodConfigurations configurations, RegisteredMethods registered, TimeProvider time)
{
    private static readonly IReadOnlySet<string> NoGroups = new HashSet<string>();

    private readonly Func<AuthDb, Task<Guid>> _stamp = EF.CompileAsyncQuery((AuthDb db) => db.Tenants.Select(t => t.PolicyStamp).FirstOrDefault());
    private readonly MethodsPolicyCache _cache = new(configurations);

    public ValueTask<UserPolicy> OfAsync(AuthDb db, TargetUser user) => OfAsync(db, user.Id, user.Account.PolicyStamp);

    /// <summary>The policy read within a change, because it may have changed since the user was loaded.</summary>
    public ValueTask<UserPolicy> OfAsync(Change change, Guid userId) => OfAsync(change.Rows, userId);

    /// <summary>The policy read now.</summary>
    public async ValueTask<UserPolicy> OfAsync(AuthDb db, Guid userId) => await OfAsync(db, userId, await _stamp(db));

    /// <param name="db">The user's tenant.</param>
    /// <param name="userId">The user.</param>
    /// <param name="stamp">The tenant's current <see cref="TenantRow.PolicyStamp"/>.</param>
    public async ValueTask<UserPolicy> OfAsync(AuthDb db, Guid userId, Guid stamp)
    {
        var policy = await _cache.OfAsync(db, stamp);
        return new(policy, policy.NamesGroups ? await GroupsOfAsync(db, userId) : NoGroups);
    }

    /// <summary>The tenant's whole policy at this stamp.</summary>
    internal ValueTask<MethodsPolicy> OfTenantAsync(AuthDb db, Guid stamp) => _cache.OfAsync(db, stamp);

    public async ValueTask<MethodView> ViewAsync(AuthDb db, TargetUser user) => new(await OfAsync(db, user), registered, user.IsMasked) { Now = time.Now() };

    public async ValueTask<MethodView> ViewAsync(Change change, TargetUser user) =>
        new(await OfAsync(change, user.Id), registered, user.IsMasked) { Now = change.Now };

    /// <summary>For a change that has already read the tenant's policy stamp.</summary>
    public async ValueTask<MethodView> ViewAsync(Change change, TargetUser user, Guid stamp) =>
        new(await OfAsync(change.Rows, user.Id, stamp), registered, user.IsMasked) { Now = change.Now };

    // A target includes or excludes the members of nested groups too.
    private static async Task<IReadOnlySet<string>> GroupsOfAsync(AuthDb db, Guid userId) =>
        (await new Memberships(db).GroupsOfAsync(userId, isTransitive: true)).Select(g => g.ToString()).ToHashSet();
}
