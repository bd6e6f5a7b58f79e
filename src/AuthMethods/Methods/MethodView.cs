using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>What, beside a method's row, decides how the caller sees it now.</summary>
/// <param name="Policy">The policy as it applies to the user; null for kinds it says nothing of.</param>
/// <param name="IsMasked">The caller reads numbers masked.</param>
public sealed record MethodView(UserPolicy? Policy, bool IsMasked)
{
    /// <summary>SMS may be the user's second factor.</summary>
    public bool SmsAllowed { get; } = Policy?.Allows(Policy.Tenant.Sms) == true;

    public DateTimeOffset Now { get; init; }

    /// <summary>The user may sign in with an SMS.</summary>
    public bool SmsSignInAllowed { get; } = Policy?.TargetsOf(Policy.Tenant.Sms).Any(t => t.IsUsableForSignIn) == true;
}

/// <summary>The policies in force for one user.</summary>
public sealed class UserPolicies(TimeProvider time)
{
    private static readonly IReadOnlySet<string> NoGroups = new HashSet<string>();

    private readonly MethodsPolicyCache _cache = new();

    public ValueTask<UserPolicy> OfAsync(AuthDb db, TargetUser user) => OfAsync(db, user.Id, user.Account.PolicyStamp);

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

    public async ValueTask<MethodView> ViewAsync(AuthDb db, TargetUser user) => new(await OfAsync(db, user), user.IsMasked) { Now = time.Now() };

    private static async Task<IReadOnlySet<string>> GroupsOfAsync(AuthDb db, Guid userId)
    {
        var groups = await db.GroupMembers.Where(m => m.MemberId == userId && !m.IsOwner).Select(m => m.GroupId).ToListAsync();
        return groups.Select(g => g.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
